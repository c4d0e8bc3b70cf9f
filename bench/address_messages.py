"""How many of a city's real messages lead to an estate or a road?

    .venv/bin/python bench/address_messages.py           # counts alone, into results/
    .venv/bin/python bench/address_messages.py --show    # the hundred drawn, to be read by a person; nothing of it is kept

The messages (`../shared/data/messages`, contest data without a licence) come without a register of places. One is gathered here from the messages
themselves: names that stand after a district and before 小区, 二期, 业主 and the like, in two messages or more. Each message is looked up in the register gathered from the *other*
messages (those of other numbers modulo five), as a tenant's register knows some places and not others. No text is kept.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from timed import keep  # noqa: E402

from linli.places.rules import EstateEntry, LandmarkEntry, PlaceIndex  # noqa: E402
from linli.places.rules.resolve_address import AddressBook, Resolution  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "messages"
FOLDS, SEED, DRAWN = 5, 3, 100
HERE = "430102001901"

_AFTER_AREA = r"(?<=[A-Z]\d[区县市])|(?<=\d\d[区县市])|(?<=街道)|(?<=我是)|(?<=我住)|(?<=住在)|(?<=位于)|(?<=[^一-鿿]在)"
_NOT_A_NAME = "的|在|请|投诉|反映|关于|部分|全体|多个|某|有|为|被|与|和|对|及|该|本|我|是|政府|人民|公司|学校|学院|医院|公安|教育|社区|街道|[区县市镇乡]|村|未|不|无|要求|影响|期间|之前|人员|居民|绿化|公交|查询|出售"
_NAME = rf"(?:(?!{_NOT_A_NAME})[一-鿿])"
_ESTATE = re.compile(
    rf"(?:{_AFTER_AREA})({_NAME}{{2,9}}?(?:小区|家园|花园|公寓|新城|广场|公馆|家属区|家属院|宿舍|安置区|新村|佳苑|雅苑)|{_NAME}{{3,8}}?"
    r"(?=小区|[一二三四五\d]{1,2}期|[A-Za-z]?\d{1,2}栋|[东西南北]区|业主|物业|开发商|楼盘|项目|居民|地下车|精装))"
)
_ROAD = re.compile(rf"(?:{_AFTER_AREA})({_NAME}{{2,5}}?(?:大道|路|街))(?!口|道|上的)")


def messages() -> Iterator[tuple[str, str]]:
    """Subject and words of every message."""
    for name in ("answered.csv", "complaints.csv"):
        with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield row["留言主题"].strip(), " ".join(row["留言详情"].split())


def names_in(text: str) -> tuple[set[str], set[str]]:
    """Estates and roads that stand after a district, a street or words like 我住, where a name is to be expected."""
    return set(_ESTATE.findall(text)), set(_ROAD.findall(text))


def book_of(named: list[tuple[set[str], set[str]]]) -> AddressBook:
    """A register of what two messages or more name."""
    estates = Counter(name for some, _roads in named for name in some)
    roads = Counter(name for _some, some in named for name in some)
    kept = sorted({name.removesuffix("小区") if len(name) > 4 else name for name, n in estates.items() if n > 1})
    entries = [EstateEntry(UUID(int=number + 1), name, HERE) for number, name in enumerate(kept)]
    return AddressBook(PlaceIndex(entries, [], [LandmarkEntry(name, HERE, is_road=True) for name, n in sorted(roads.items()) if n > 1]))


def looked_up(book: AddressBook, subject: str, words: str) -> Resolution:
    """By the subject, and where it names nothing, by how the message begins."""
    found = book.resolve(subject)
    return found if found.best else book.resolve(words[:300]) if not found.candidates else found


def kind(found: Resolution) -> str:
    best = found.best
    if best is not None:
        return "an estate" if best.match.estate_id else "a road"
    return "not sure, offered as choices" if found.candidates else "nothing"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--show", action="store_true")
    show = asked.parse_args().show
    told = list(messages())
    named = [names_in(f"{subject}。{words}") for subject, words in told]
    drawn = set(random.Random(SEED).sample(range(len(told)), DRAWN))
    tally: Counter[str] = Counter()
    of_drawn: Counter[str] = Counter()
    sizes = []
    for fold in range(FOLDS):
        book = book_of([one for number, one in enumerate(named) if number % FOLDS != fold])
        sizes.append((len(book.index.estates), len(book.index.landmarks)))
        for number in range(fold, len(told), FOLDS):
            found = looked_up(book, *told[number])
            tally[kind(found)] += 1
            if number in drawn:
                of_drawn[kind(found)] += 1
                if show:
                    print(f"{number} | {told[number][0]} | {told[number][1][:110]}\n    => {kind(found)}: {[(c.name, c.sure) for c in found.candidates[:3]]}")
    if show:
        print(of_drawn)
        return
    estates, roads = sizes[0]
    keep(
        "address_messages",
        "How many of a city's real messages lead to an estate or a road?",
        [{"led to": name, "messages": f"{n:,}", "share": f"{n / len(told):.1%}"} for name, n in tally.most_common()],
        f"{len(told):,} messages; the register of about {estates:,} estates and {roads:,} roads is gathered from the other four fifths of them. What of it was right is in "
        "addresses_by_hand.md.",
    )


if __name__ == "__main__":
    main()
