"""Is an address in anyone's words understood, and does it lead to the right place?

    .venv/bin/python bench/addresses.py              # a million addresses; --count 100000 for a quick look

Parsing is measured on `../shared/data/addresses` (labelled by others; never shipped): precision, recall and F1 of whole parts, of the grammar
the product ships and, for comparison, of an averaged perceptron trained on the training file alone (its weights are thrown away: the data
carry no licence). Resolving is measured on a register made here, in which one estate of twelve is missing, with damage made here; every figure of it comes from generated data.

**Damage.** Each address of the register is written in one of the ways people write (half leave the divisions out; 号楼/栋/幢/座/#; 单元/门/dashes;
Chinese numerals; full-width digits; 小区 added or left out; another name where there is one) and then, with the probability named beside the
figure, one character of the estate's name is replaced by one of the same sound (homophone), by any other character (slip), or left out.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from pypinyin import lazy_pinyin  # noqa: E402
from timed import keep  # noqa: E402

from linli.kernel.chinese_numbers import in_chinese  # noqa: E402
from linli.places.rules import AreaEntry, BuildingEntry, EstateEntry, MatchLevel, PlaceIndex, parse_address  # noqa: E402
from linli.places.rules.parse_address import plain_number  # noqa: E402
from linli.places.rules.resolve_address import SURE, AddressBook  # noqa: E402

DATA = ROOT.parent / "shared" / "data"

FIRST = "湖东西南北清风明月翠玉金银龙凤和平安康福禄锦绣江山云水天地春秋华景阳光紫荆桂兰梅竹松柏丽都名城新世纪中央海棠星河星辰万科恒大碧桂观澜御景"
LAST = ("苑", "花园", "小区", "新村", "家园", "公寓", "里", "华庭", "名都", "山庄", "广场", "佳苑", "雅苑", "新城")


def register(estates: int, draw: random.Random) -> tuple[PlaceIndex, list[tuple]]:
    """A county's register: estates in communities of streets, some of the same name, each with buildings, some with 组团 and other names."""
    entries, homes = [], []
    areas = []
    streets = [f"3417020{n:02d}" for n in range(1, 11)]
    communities = [
        (f"{street}{n:03d}", f"{draw.choice(FIRST)}{draw.choice(FIRST)}社区")
        for street in streets
        for n in range(901, 911)
    ]
    areas = [AreaEntry(f"{draw.choice(FIRST)}{draw.choice(FIRST)}街道", street) for street in streets]
    areas += [AreaEntry(name, code) for code, name in communities]
    street_names = {area.place_code: area.name for area in areas if len(area.place_code) == 9}
    for number in range(estates):
        code, community = draw.choice(communities)
        name = "".join(draw.sample(FIRST, draw.choice((2, 2, 3, 4)))) + draw.choice(LAST)
        aliases = (f"老{name[:2]}厂宿舍",) if draw.random() < 0.1 else ()
        buildings = []
        clusters = ("",) if draw.random() < 0.8 else ("1期", "2期")
        for cluster in clusters:
            for n in range(1, draw.randrange(4, 22)):
                id = UUID(int=draw.getrandbits(128))
                buildings.append(BuildingEntry(id, str(n), cluster, code + "1001", draw.choice((1, 2, 3))))
        estate = EstateEntry(UUID(int=draw.getrandbits(128)), name, code, aliases, tuple(buildings))
        entries.append(estate)
        homes += [(estate, building, street_names[code[:9]], community) for building in buildings]
    # One in twelve is not on record: an address of it leads nowhere, and any answer is wrong.
    absent = {estate.id for estate in entries[::12]}
    return PlaceIndex([estate for estate in entries if estate.id not in absent], areas), homes


SOUNDS: dict[str, list[str]] = defaultdict(list)
for _char in {chr(c) for c in range(0x4E00, 0x9FA5)}:
    SOUNDS[lazy_pinyin(_char)[0]].append(_char)


def written(home: tuple, draw: random.Random, homophone: float, slip: float, left_out: float) -> str:
    estate, building, street, community = home
    name = draw.choice(estate.aliases) if estate.aliases and draw.random() < 0.3 else estate.name
    if name.endswith("小区") and draw.random() < 0.5:
        name = name[:-2]
    elif not name.endswith("小区") and draw.random() < 0.2:
        name += "小区"
    at, dice = draw.randrange(len(name)), draw.random()
    if dice < homophone:
        name = name[:at] + draw.choice(sorted(SOUNDS[lazy_pinyin(name[at])[0]])) + name[at + 1 :]
    elif dice < homophone + slip:
        name = name[:at] + draw.choice(FIRST) + name[at + 1 :]
    elif dice < homophone + slip + left_out and len(name) > 2:
        name = name[:at] + name[at + 1 :]
    areas = draw.choice(("", "", street, community, street + community, "贵池区" + street))
    number, unit, room = building.number, draw.randint(1, building.units), f"{draw.randint(1, 18)}0{draw.randint(1, 4)}"
    cluster = draw.choice((building.cluster, building.cluster.replace("1", "一").replace("2", "二")))
    way = draw.randrange(6)
    tail = (
        f"{number}号楼{unit}单元{room}室", f"{number}栋{unit}-{room}", f"{number}-{unit}-{room}", f"{in_chinese(int(number))}幢{unit}单元{room}",
        f"{number}#{unit}单元{room}", f"{number}座{unit}门{room}",
    )[way]  # fmt: skip
    text = areas + name + cluster + tail
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if draw.random() < 0.1 else text


def resolving(count: int) -> dict:
    draw = random.Random(7)
    began = perf_counter()
    index, homes = register(4_000, draw)
    book = AddressBook(index)
    made = perf_counter() - began
    lines = {}
    calm = [(home, written(home, draw, 0, 0, 0)) for home in draw.choices(homes, k=20_000)]
    rough = [(home, written(home, draw, 0.10, 0.06, 0.04)) for home in draw.choices(homes, k=count)]
    sure_right: Counter = Counter()
    sure_all: Counter = Counter()
    for name, some in (("no damage", calm), ("damage: 10 % homophone, 6 % slip, 4 % left out", rough)):
        began = perf_counter()
        tally: Counter = Counter()
        for (estate, building, _s, _c), text in some:
            found = book.resolve(text)
            best = found.best
            first = found.candidates[0] if found.candidates else None
            if first is not None and first.match.estate_id is not None:
                step = int(first.sure * 20)
                sure_all[step] += 1
                sure_right[step] += first.match.estate_id == estate.id
            if best is not None and best.match.estate_id is None:
                # Its street or community was named, its estate is not known: so it is said.
                tally["only the area it names"] += 1
                tally["area right"] += estate.place_code.startswith(best.match.place_code)
            elif best is None:
                tally["not sure"] += 1
                tally["not sure, right among choices"] += any(c.match.estate_id == estate.id for c in found.candidates)
            else:
                tally["answered"] += 1
                tally["estate right"] += best.match.estate_id == estate.id
                tally["building right"] += best.match.building_id == building.id
                tally["building or deeper"] += best.match.level >= MatchLevel.BUILDING
        seconds = perf_counter() - began
        lines[name] = {
            "addresses": len(some),
            "seconds": round(seconds, 1),
            "per second": round(len(some) / seconds),
            **tally,
        }
    calibration = {
        f"{step / 20:.2f}": {"answers": sure_all[step], "right": round(sure_right[step] / sure_all[step], 3)}
        for step in sorted(sure_all)
    }
    return {
        "estates": len(index.estates), "buildings": len(homes), "seconds to make the book": round(made, 2),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "runs": lines, "sure against right": calibration,
    }  # fmt: skip


SAYS = (
    "The register and its damage are generated (see the script). Answers are given from the stated sureness on; below it nothing is decided "
    "and the places are offered as choices."
)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=1_000_000)
    asked.add_argument("--without-parts", action="store_true", help="resolving alone")
    given = asked.parse_args()
    count = given.count
    figures: dict = {"sure from": SURE}
    if (DATA / "addresses").is_dir() and not given.without_parts:
        dev = labelled("labelled_dev.txt")
        began = perf_counter()
        figures["grammar"] = scores([(ours(text), gold(entities)) for text, entities in dev])
        figures["grammar seconds"] = round(perf_counter() - began, 1)
        tagger, train = Tagger(), labelled("labelled_train.txt", 8_000)
        began = perf_counter()
        tagger.fit(train)
        figures["perceptron trained on"] = len(train)
        figures["perceptron seconds"] = round(perf_counter() - began, 1)
        figures["perceptron"] = scores([(gold(tagger.entities(text)), gold(entities)) for text, entities in dev])
    figures["resolving"] = resolving(count)
    rows = [{"addresses": name, **row} for name, row in figures["resolving"]["runs"].items()]
    keep(
        "addresses",
        "Is an address in anyone's words understood, and does it lead to the right place?",
        rows,
        SAYS,
        report(figures),
    )


def report(figures: dict) -> str:
    lines: list[str] = []
    for name in ("grammar", "perceptron"):
        if name not in figures:
            continue
        title = (
            "the grammar we ship"
            if name == "grammar"
            else f"averaged perceptron, trained on {figures['perceptron trained on']:,} training addresses, for comparison"
        )
        lines += [
            f"## Parts of labelled addresses (dev): {title}",
            "",
            "| part | precision | recall | F1 | of |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {part} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} | {row['of']:,} |"
            for part, row in figures[name].items()
        ]
        lines.append("")
    found = figures["resolving"]
    lines += [
        "## Resolving, on a generated register", "",
        f"{found['estates']:,} estates with {found['buildings']:,} buildings in 100 communities; the book made in {found['seconds to make the book']} s, peak memory of the whole run {found['peak MB']} MB.", "",
        "| addresses | how many | per second | answered | estate right | building right | only the area named | not sure | right one among the choices |", "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, row in found["runs"].items():
        answered = row["answered"]
        lines.append(
            f"| {name} | {row['addresses']:,} | {row['per second']:,} | {answered / row['addresses']:.1%} | {row['estate right'] / answered:.2%} of answered |"
            f" {row['building right'] / answered:.2%} of answered | {row['only the area it names'] / row['addresses']:.1%} | {row['not sure'] / row['addresses']:.1%} | {row['not sure, right among choices'] / max(row['not sure'], 1):.1%} of not sure |"
        )
    lines += [
        "",
        f"## How sure against how right (first candidate; taken without asking from {figures['sure from']})",
        "",
        "| sure | answers | right |",
        "|---|---|---|",
    ]
    lines += [
        f"| {step} | {row['answers']:,} | {row['right']:.1%} |" for step, row in found["sure against right"].items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
