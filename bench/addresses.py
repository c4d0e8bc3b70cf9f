"""Does an address in anyone's words lead to the right place?

    .venv/bin/python bench/addresses.py              # a million addresses; --count 100000 for a quick look

Addresses of two registers made in `address_registers.py`, every figure of generated data. How sure an answer is was fitted on the first (`_MEASURED`
of `resolve_address.py`); the second has other names and other damage and is for reporting alone. Speed is given by processor time, for the machine may be busy.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from address_registers import KINDS, Register, Written, first_register, first_written, second_register, second_written
from timed import keep

from linli.places.rules import MatchLevel
from linli.places.rules.how_sure import SURE
from linli.places.rules.resolve_address import AddressBook

AT_ONCE = 1_000
STEPS = 20


class Tally:
    """What became of addresses: answered and how, or not sure and whether the right one was offered; and how sure against how right."""

    def __init__(self) -> None:
        self.of: dict[str, Counter[str]] = defaultdict(Counter)
        self.seconds = self.processor = 0.0
        self.sure_all: Counter[int] = Counter()
        self.sure_right: Counter[int] = Counter()

    def resolve(self, book: AddressBook, some: list[Written]) -> None:
        """Look up what was written, with the clock running, then count."""
        began, worked = perf_counter(), process_time()
        found = [book.resolve(one.text) for one in some]
        self.seconds += perf_counter() - began
        self.processor += process_time() - worked
        for one, said in zip(some, found, strict=True):
            self._count(one, said)

    def _count(self, one: Written, said: Any) -> None:
        tally, estate, best = self.of[one.damage], one.home.estate, said.best
        tally["addresses"] += 1
        first = said.candidates[0] if said.candidates else None
        there = one.on_record and one.names_estate
        tally["there"] += there
        if first is not None and first.match.estate_id is not None:
            step = min(int(first.sure * STEPS), STEPS - 1)
            self.sure_all[step] += 1
            self.sure_right[step] += first.match.estate_id == estate.id
        offered = any(candidate.match.estate_id == estate.id for candidate in said.candidates)
        if best is not None and best.match.estate_id is None:
            tally["only the area"] += 1
            tally["area right"] += estate.place_code.startswith(best.match.place_code)
        elif best is not None:
            tally["answered"] += 1
            tally["estate right"] += best.match.estate_id == estate.id
            tally["building right"] += best.match.building_id == one.home.building.id
            tally["building or deeper"] += best.match.level >= MatchLevel.BUILDING
        else:
            tally["not sure"] += 1
            tally["not sure, there"] += there
            tally["not sure, there, offered"] += there and offered
        tally["there, answered right or offered"] += there and offered

    def row(self, name: str, damage: str | None = None) -> dict[str, Any]:
        """A line of the table."""
        t = self.of[damage] if damage else sum(self.of.values(), Counter())
        return {
            "addresses": name, "how many": f"{t['addresses']:,}", "answered": share(t["answered"], t["addresses"]),
            "estate right, of answered": share(t["estate right"], t["answered"]), "only the area it names": share(t["only the area"], t["addresses"]),
            "area right": share(t["area right"], t["only the area"]), "not sure": share(t["not sure"], t["addresses"]),
            "not sure though on record: offered": f"{share(t['not sure, there, offered'], t['not sure, there'])} of {t['not sure, there']:,}",
            "on record: answered right or offered": share(t["there, answered right or offered"], t["there"]),
        }  # fmt: skip


def share(some: int, of: int) -> str:
    return f"{some / of:.1%}" if of else "–"


def measure(register: Register, written: Iterable[Written], book: AddressBook | None = None) -> Tally:
    book, tally, some = book or AddressBook(register.index), Tally(), []
    for one in written:
        some.append(one)
        if len(some) == AT_ONCE:
            tally.resolve(book, some)
            some = []
    tally.resolve(book, some)
    return tally


def calibration(name: str, tally: Tally) -> list[str]:
    lines = [f"### {name}", "", "| sure | answers | right |", "|---|---|---|"]
    for step in sorted(tally.sure_all):
        lines.append(f"| {step / STEPS:.2f} | {tally.sure_all[step]:,} | {tally.sure_right[step] / tally.sure_all[step]:.1%} |")
    far = sum(abs(tally.sure_right[step] - tally.sure_all[step] * (step + 0.5) / STEPS) for step in tally.sure_all)
    return [*lines, "", f"Mean distance of the share from the figure: {far / max(sum(tally.sure_all.values()), 1):.3f}", ""]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=1_000_000)
    count = asked.parse_args().count
    began = perf_counter()
    first = first_register(4_000, random.Random(7))
    book = AddressBook(first.index)
    made = perf_counter() - began
    calm = measure(first, first_written(first, 20_000, random.Random(8), 0, 0, 0), book)
    rough = measure(first, first_written(first, count, random.Random(9), 0.10, 0.06, 0.04), book)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    second = second_register(2_000, random.Random(17))
    other = measure(second, second_written(second, max(count // 10, 11_000), random.Random(18)))
    rows = [calm.row("first register, written without damage"), rough.row("first register, a name of five damaged"), other.row("second register, ten of eleven damaged")]
    rows += [other.row(f"– {kind}", kind) for kind in KINDS]
    speed = [
        f"{name}: {sum(t['addresses'] for t in tally.of.values()) / tally.processor:,.0f} addresses a second of one processor, {tally.seconds:,.0f} s by the clock"
        for name, tally in (("without damage", calm), ("damaged", rough), ("second register", other))
    ]
    keep(
        "addresses",
        "Does an address in anyone's words lead to the right place?",
        rows,
        f"Generated data (see `address_registers.py`). First register: {len(first.index.estates):,} estates with {len(first.homes):,} buildings in 100 communities, the book made in "
        f"{made:.2f} s, peak memory of the run over {count:,} addresses {peak:,.0f} MB; one estate of twelve is not on record. Second: {len(second.index.estates):,} estates, one of ten not on "
        "record. Answers are taken from the stated sureness on; below it nothing is decided and the places are choices.",
        "\n".join([
            "## Speed", "", *(f"- {line}" for line in speed), "", f"## How sure against how right (first candidate; taken without asking from {SURE})", "",
            *calibration("First register, on which it was fitted", rough), *calibration("Second register, held out", other),
        ]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
