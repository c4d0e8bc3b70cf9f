"""`./linli places import | check | assign | resolve`: files of the ground, what is wrong with grids, which grid points and addresses lie in."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from linli.project.command_line import resolve_places
from linli.project.command_line.database import database, django_ready
from linli.project.command_line.import_ledger import community_named
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

if TYPE_CHECKING:
    from linli.places.rules.assign import GridIndex

CHUNK = 1_000_000
LONGITUDES, LATITUDES = ("经度", "longitude", "lon", "lng", "x"), ("纬度", "latitude", "lat", "y")


def add(commands: argparse._SubParsersAction) -> None:
    deeds = commands.add_parser("places", help="网格和地图：导入文件、检查边界、给坐标点分网格").add_subparsers(
        title="做什么", metavar="import|check|assign|resolve", required=True
    )
    take_in = deeds.add_parser("import", help="导入 GeoJSON、Shapefile（zip）、GeoPackage、OSM")
    take_in.add_argument("file", type=Path, help="地图文件")
    take_in.add_argument("--community", help="归属社区的 12 位代码；只有一个社区时不用给")
    take_in.add_argument(
        "--layer",
        default="",
        help="文件里是什么：grid、community、estate、building、road、water、place；不给则按内容分",
    )
    take_in.add_argument("--coordinates", default="auto", help="坐标系：auto、wgs84、gcj02、bd09 或 epsg:编号")
    take_in.add_argument("--without-bad", action="store_true", help="有问题的行不要，只导入其余的")
    take_in.add_argument("--yes", action="store_true", help="确实导入；不给则只看读到什么")
    take_in.set_defaults(run=run_import)
    check = deeds.add_parser("check", help="检查网格边界：重叠、空白、越界")
    check.add_argument("--community", help="社区的 12 位代码；只有一个社区时不用给")
    check.set_defaults(run=run_check)
    resolve_places.add(deeds)
    assign = deeds.add_parser("assign", help="给 CSV 里的坐标点分网格，多少行都行")
    assign.add_argument("file", type=Path, help="有“经度”“纬度”两列的 CSV（WGS84/CGCS2000）")
    assign.add_argument("--within", default="", help="只看这个区划代码（区、街道或社区）里的网格，默认全部")
    assign.add_argument("--out", type=Path, help="写到哪里，默认在旁边加“-网格”")
    assign.set_defaults(run=run_assign)


def run_import(given: argparse.Namespace, where: Where) -> int:
    """Read a file, show what was found, and with --yes take it in; 1 when rows are to be mended."""
    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到文件 {given.file}。", "检查路径和文件名。", f"There is no file {given.file}.", "check the path."
        )
    with database(where), django_ready():
        from linli.doors.refusal_words import words_for
        from linli.kernel.errors import Refusal
        from linli.project.command_line.prepare import migrate

        migrate()
        code, name = community_named(given.community)
        say(f"导入到 {name}（{code}）")
        try:
            return _import(given, code)
        except Refusal as refusal:
            raise CannotGoOn(
                words_for(refusal), "处理好以后再运行一次。", f"Refused: {refusal}.", "mend it and run again."
            ) from refusal


def _import(given: argparse.Namespace, code: str) -> int:
    from linli.doors.staff.grids.words import bad_lines, found_words
    from linli.kernel.actor import system
    from linli.places.actions.drop_ground_file import drop_ground_file
    from linli.places.actions.hand_in_ground_file import hand_in_ground_file
    from linli.places.actions.take_in_ground import take_in_ground

    row = hand_in_ground_file(
        actor=system(), key=None, community=code, file_name=given.file.name, data=given.file.read_bytes(),
        layer=given.layer, coordinates=given.coordinates,
    )  # fmt: skip
    say(f"{row.format}，{row.source_crs}：{found_words(row.found) or '没有可用的内容'}")
    for line in bad_lines(row.bad[:20]):
        say(f"  第 {line['number']} 个 {line['name']}：{line['why']}")
    if row.bad_count > 20:
        say(f"  …… 共 {row.bad_count} 个有问题")
    if not given.yes or (row.bad_count and not given.without_bad):
        drop_ground_file(actor=system(), key=None, file=row.key)
        say("没有导入。" + ("" if given.yes else "确认无误后加上 --yes 再运行。"))
        return 1 if row.bad_count else 0
    row = take_in_ground(actor=system(), key=None, file=row.key, without_bad=given.without_bad)
    say("已导入：" + found_words(row.taken))
    if row.draft_id:
        say("网格成了一份草稿，请到网页“网格划分”里检查、发布。")
    return 0


def run_check(given: argparse.Namespace, where: Where) -> int:
    """Say what is wrong with a community's grids of today, place by place; 1 when anything is."""
    with database(where), django_ready():
        return _check(given)


def _check(given: argparse.Namespace) -> int:
    from linli.doors.staff.grids.words import fault_lines
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.places.queries.grid_geometry import community_borders, grids_today, located_buildings
    from linli.places.rules.coverage import find_faults

    code, name = community_named(given.community)
    with acting_in(Scope.everything()):
        cells = [(grid.name, grid.shape) for grid in grids_today(code) if grid.shape is not None]
        ground, others = community_borders(code)
        buildings = [(one.words, one.at) for one in located_buildings(code) if one.at is not None]
    faults = find_faults(cells, ground, others, buildings) if cells else []
    say(f"{name}：{len(cells)} 个网格有边界，{len(faults)} 处要改。")
    for line in fault_lines(fault.as_plain() for fault in faults):
        area = f"，{line['square_metres']:.0f} 平方米" if line["square_metres"] else ""
        say(f"  {line['label']} {line['who']}（{line['at'][0]:.6f}, {line['at'][1]:.6f}{area}）{line['how']}")
    return 1 if faults else 0


def run_assign(given: argparse.Namespace, where: Where) -> int:
    """Write the CSV again with the code of the grid each point lies in; a point on a border goes to the lowest code, one outside all grids to none."""
    if not given.file.is_file():
        raise CannotGoOn(
            f"没有找到文件 {given.file}。", "检查路径和文件名。", f"There is no file {given.file}.", "check the path."
        )
    with database(where), django_ready():
        return _assign(given, _index(given.within))


def _assign(given: argparse.Namespace, index: GridIndex) -> int:
    out = given.out or given.file.with_name(f"{given.file.stem}-网格.csv")
    began, rows, bound = perf_counter(), 0, 0
    with (
        open(given.file, encoding="utf-8-sig", newline="") as source,
        open(out, "w", encoding="utf-8-sig", newline="") as target,
    ):
        reader, writer = csv.reader(source), csv.writer(target)
        header = next(reader, [])
        x, y = _column(header, LONGITUDES), _column(header, LATITUDES)
        writer.writerow([*header, "网格编码"])
        for some in _chunks(reader):
            codes = index.codes_of(_numbers(some, x), _numbers(some, y))
            writer.writerows([*row, code] for row, code in zip(some, codes, strict=True))
            rows, bound = rows + len(some), bound + sum(map(bool, codes))
            say(f"  {rows} 行，{bound} 行在网格里")
    say(
        f"写好了 {out}：{rows} 行，{bound} 行分到网格，{rows - bound} 行不在任何网格，用时 {perf_counter() - began:.1f} 秒。"
    )
    return 0


def _index(within: str) -> GridIndex:
    from linli.kernel.place_codes import PlaceLevel
    from linli.kernel.scope import Scope
    from linli.ledger.scoped import acting_in
    from linli.places.queries.grid_geometry import grid_shapes
    from linli.places.rules.assign import GridIndex

    if within and not (within.isascii() and within.isdecimal() and len(within) in set(PlaceLevel)):
        raise CannotGoOn(
            f"{within} 不是区划代码。",
            "区划代码是 2、4、6、9 或 12 位数字。",
            f"{within} is no place code.",
            "give 2 to 12 digits.",
        )
    with acting_in(Scope.everything()):
        shapes = grid_shapes(within)
    if not shapes:
        raise CannotGoOn(
            "这里还没有发布过网格边界。",
            "先到网页“网格划分”发布网格。",
            "No grid has a border here.",
            "publish grids first.",
        )
    return GridIndex(list(shapes), list(shapes.values()))


def _column(header: list[str], names: tuple[str, ...]) -> int:
    told = [name.strip().lower() for name in header]
    found = next((told.index(name) for name in names if name in told), None)
    if found is None:
        raise CannotGoOn(
            f"表头里没有“{names[0]}”这一列。",
            "把列名改成“经度”“纬度”。",
            "The columns are not named.",
            "name them 经度, 纬度.",
        )
    return found


def _chunks(rows: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    rows = iter(rows)
    while some := list(islice(rows, CHUNK)):
        yield some


def _numbers(rows: list[list[str]], column: int) -> Any:
    import numpy as np

    def number(row: list[str]) -> float:
        try:
            return float(row[column])
        except (ValueError, IndexError):
            return float("nan")

    return np.fromiter((number(row) for row in rows), float, len(rows))
