"""Are the parts of labelled addresses read as others labelled them?

    .venv/bin/python bench/address_parts.py

Precision, recall and F1 of whole parts on `../shared/data/addresses` (labelled by others, without a licence: never shipped, nothing of them is in the
program). The grammar was written looking at the training file alone; an averaged perceptron trained on it is measured beside it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from perceptron import Tagger  # noqa: E402
from timed import keep  # noqa: E402

from linli.places.rules import parse_address  # noqa: E402
from linli.places.rules.parse_address import plain_number  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
ZONES = ("开发区", "高新区", "高新技术区", "工业园", "工业园区", "产业园", "产业园区", "工业区")
"""The data call them devzone, which is not compared."""

PARTS = {
    "province": ("prov",), "city": ("city",), "district": ("district",), "town": ("town",), "community": ("community", "village"),
    "road": ("road",), "numbers": ("roadno", "houseno"), "estate": ("poi",), "cluster": ("subpoi",), "unit": ("cellno",), "floor": ("floorno",),
    "room": ("roomno",),
}  # fmt: skip
"""Ours by the labels of the data. A house's and a road's number are one part: the data call 268号 either."""


def labelled(name: str, most: int | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Texts with their labelled entities."""
    found = []
    for block in (DATA / "addresses" / name).read_text(encoding="utf8").split("\n\n"):
        rows = [line.split(" ") for line in block.split("\n") if " " in line]
        if not rows or any("[UNK]" in row[0] for row in rows):
            continue
        entities: list[tuple[str, str]] = []
        for char, tag in rows:
            kind = tag[2:]
            if tag[0] in "BS" or not entities or entities[-1][0] != kind:
                entities.append((kind, char))
            else:
                entities[-1] = (kind, entities[-1][1] + char)
        found.append(
            ("".join(row[0] for row in rows).replace("##", ""), [(k, v.replace("##", "")) for k, v in entities])
        )
        if most and len(found) >= most:
            break
    return found


def plain(part: str, words: str) -> str:
    words = words.upper()
    if part in ("numbers", "unit", "floor", "room"):
        words = re.sub(r"(?:号楼|号院|号|栋楼?|幢楼?|座楼?|#楼?|#|楼|单元|单|门|层|室|房|户|弄)+$", "", words)
        return plain_number(words)
    if part == "province":
        return re.sub(r"(省|市|壮族自治区|维吾尔自治区|回族自治区|自治区)$", "", words)
    if part == "cluster":
        return re.sub(r"\d+|[一二三四五六七八九十]+", lambda m: plain_number(m[0]), words)
    return words


def ours(text: str) -> set[tuple[str, str]]:
    """What the grammar reads, as parts of the comparison."""
    said = parse_address(text)
    found = []
    for number, area in enumerate(said.area):
        if area.endswith(("省", "自治区")) or (not number and not area.endswith(("市", "区", "县", "道", "镇", "乡", "区"))):
            found.append(("province", area))
        elif area.endswith(("街道", "镇", "乡", "街道办事处")) or (area.endswith("地区") and number > 1):
            found.append(("town", area))
        elif area.endswith(ZONES) and any(kind in ("district", "town") for kind, _ in found):
            continue
        elif area.endswith(("社区", "网格")) or not area.endswith(("市", "州", "地区", "盟", "区", "县", "旗")):
            found.append(("community", area))
        elif (area.endswith(("区", "县", "旗")) and not area.endswith("地区")) or any(kind == "city" for kind, _ in found):
            found.append(("district", area))
        else:
            found.append(("city", area))
    estate = said.estate
    if not estate and said.building and said.area and said.area[-1].endswith("社区"):
        # 幸福社区3号楼: a building makes it an estate, as the resolver takes it too.
        found, estate = found[:-1], said.area[-1]
    found += [("road", road) for road in (said.road, *said.crossing.split("、"))]
    found += [("numbers", words) for words in (said.lane, said.number, said.building)]
    found += [("estate", estate), ("unit", said.unit), ("floor", said.floor), ("room", said.room)]
    found += [("cluster", words) for words in (said.inner, said.spot, *re.findall(r".+?(?:组团|片区|街区|期|区|号院|地块)", said.cluster))]
    return {(part, plain(part, words)) for part, words in found if words}


def gold(entities: list[tuple[str, str]]) -> set[tuple[str, str]]:
    kinds = {label: part for part, labels in PARTS.items() for label in labels}
    return {(kinds[kind], plain(kinds[kind], words)) for kind, words in entities if kind in kinds}


def scores(pairs: list[tuple[set, set]]) -> dict[str, dict[str, float]]:
    right, said, told = Counter(), Counter(), Counter()
    for mine, theirs in pairs:
        right.update(part for part, _ in mine & theirs)
        said.update(part for part, _ in mine)
        told.update(part for part, _ in theirs)
    table = {}
    for part in [*PARTS, "all"]:
        r, s, t = (sum(c.values()) if part == "all" else c[part] for c in (right, said, told))
        p, q = r / s if s else 0.0, r / t if t else 0.0
        table[part] = {
            "precision": round(p, 3),
            "recall": round(q, 3),
            "f1": round(2 * p * q / (p + q), 3) if p + q else 0.0,
            "of": t,
        }
    return table


def main() -> None:
    dev, train = labelled("labelled_dev.txt"), labelled("labelled_train.txt", 8_000)
    wanted = [gold(entities) for _text, entities in dev]
    began = perf_counter()
    read = [ours(text) for text, _entities in dev]
    seconds = perf_counter() - began
    tagger = Tagger()
    tagger.fit(train)
    learned = scores([(gold(tagger.entities(text)), want) for (text, _), want in zip(dev, wanted, strict=True)])
    rows = [
        {"part": part, **row, "": "", **{f"perceptron {name}": learned[part][name] for name in ("precision", "recall", "f1")}}
        for part, row in scores(list(zip(read, wanted, strict=True))).items()
    ]
    keep(
        "address_parts",
        "Are the parts of labelled addresses read as others labelled them?",
        rows,
        f"{len(dev):,} addresses of the dev file; the grammar reads {len(dev) / seconds:,.0f} a second. Beside it an averaged perceptron trained on {len(train):,} "
        "addresses of the training file, whose weights may not be shipped (the data carry no licence).",
    )


if __name__ == "__main__":
    main()
