"""From an address in anyone's words to places, the likeliest first, each with how sure it is and why. Plain Python.

The words are read by the grammar (`parse_address`), names are looked up as people say them (`name_book`), and from an estate the descent to
building, unit and home is exact (`match_place`). Below `SURE`, or beside a second that is as good, nothing is decided: the places are choices.

**How sure.** The first figure is how much the name agrees (`_STRENGTH`), lowered by what speaks against it (a division or a building
number that is not there) and by what else it could be. `_MEASURED` turns it into the share of answers that were right at that figure, among
addresses of a generated register damaged at random (bench/addresses.py, table “How sure against how right”).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .address_grammar import LONGEST
from .match_place import (
    EstateEntry,
    LandmarkEntry,
    MatchLevel,
    PlaceIndex,
    PlaceMatch,
    estate_names_said,
    match_area,
    within_estate,
)
from .name_book import Likely, Likeness, NameBook
from .parse_address import AddressParts, parse_address, plain_place_name
from .shape import metres_between

SURE = 0.8
"""From here on an answer is taken without asking."""

MOST_CHOICES = 5
_NEAR_METRES = 600
_AN_ADDRESS = 40
"""Characters after a name in a sentence that may say building and unit."""

_LEAST = 0.15
_STRENGTH = {
    Likeness.NAME: 0.98,
    Likeness.ALIAS: 0.96,
    Likeness.SHORT: 0.93,
    Likeness.SOUND: 0.88,
    Likeness.PART: 0.55,
    Likeness.SLIP: 0.35,
}
_SAME_THING = (
    ("菜场", "菜市场", "农贸市场", "集贸市场"),
    ("超市", "便利店"),
    ("药店", "药房"),
    ("卫生站", "卫生室", "卫生服务站"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be meant: as deep as it agrees, its name in full, how sure (0 to 1), and why, in Chinese."""

    match: PlaceMatch
    name: str
    sure: float
    new_name: str = ""
    """What the estate was called, where that is none of its names on record."""

    @property
    def key(self) -> str:
        """What names this place among the choices for one text, and again when the text is looked up anew."""
        return str(self.match.building_id or self.match.estate_id or f"{self.match.place_code}:{self.name}")

    @property
    def why(self) -> str:
        return "；".join(self.match.reasons)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an address may mean, the likeliest first, and the parts it was read as."""

    said: AddressParts
    candidates: tuple[Candidate, ...]
    why_not: str = ""

    @property
    def best(self) -> Candidate | None:
        """The place that is meant; None when nothing is sure enough."""
        first = self.candidates[0] if self.candidates else None
        return first if first and first.sure >= SURE else None


class AddressBook:
    """The register made ready for resolving many addresses."""

    def __init__(self, index: PlaceIndex) -> None:
        self.index = index
        self.estates: NameBook[EstateEntry] = NameBook(
            (name, estate, name != estate.name)
            for estate in index.estates
            for name in dict.fromkeys((estate.name, *estate.aliases))
        )
        self.landmarks: NameBook[LandmarkEntry] = NameBook((one.name, one, False) for one in index.landmarks)

    def resolve(self, text: str, near: str = "", *, without_home: bool = False) -> Resolution:
        """Where `text` may lead; `near` is the place code of who says it, which decides between places of one name; `without_home` stops at
        the building. Never raises."""
        told = parse_address(text)
        said = replace(told, unit="", floor="", room="") if without_home else told
        area, reasons = match_area(said, self.index)
        found = self._estates(said, area, reasons, near)
        if not found or found[0].sure < SURE:
            found = _settled([*found, *self._by_landmark(said, found)])
        if not found or found[0].sure < SURE:
            found = self._in_words(text, near) or found
        if not found and area.level >= MatchLevel.STREET:
            found = [Candidate(replace(area, reasons=(*reasons, "没有对上小区")), said.area[-1], SURE)]
        return Resolution(
            told, tuple(found[:MOST_CHOICES]), "" if found and found[0].sure >= SURE else _why_not(said, found)
        )

    def _estates(self, said: AddressParts, area: PlaceMatch, reasons: tuple[str, ...], near: str) -> list[Candidate]:
        likely: dict[object, Likely[EstateEntry]] = {}
        names = estate_names_said(said)
        for name in names:
            for one in self.estates.called(name):
                likely.setdefault(one.owner.id, one)
            if likely:
                break
        if not likely and names:
            whole = names[1] if len(names) > 1 and said.estate else names[0]
            inside = [one for _at, one in self.estates.within("".join(said.area[-1:]) + whole)]
            for one in (*self.estates.like(names[0]), *inside):
                known = likely.get(one.owner.id)
                if known is None or _strength(one) > _strength(known):
                    likely[one.owner.id] = one
        elif not names and said.remainder:
            likely = {one.owner.id: one for _at, one in self.estates.within(said.remainder)}
        name = names[0] if names else ""
        return _settled([self._candidate(one, name, said, area, reasons, near) for one in likely.values()])

    def _candidate(
        self,
        one: Likely[EstateEntry],
        name: str,
        said: AddressParts,
        area: PlaceMatch,
        reasons: tuple[str, ...],
        near: str,
    ) -> Candidate:
        estate, sure = one.owner, _strength(one)
        why = [*reasons, _why(one, name)]
        if not estate.place_code.startswith(area.place_code):
            sure *= 0.45
            why.append(f"但不在地址所写的{said.area[-1]}")
        elif len(area.place_code) >= 12:
            sure = 1 - (1 - sure) * 0.6
        if near and (estate.place_code.startswith(near) or near.startswith(estate.place_code)):
            sure = 1 - (1 - sure) * 0.6
            why.append("在来电人所在的社区")
        elif near:
            sure *= 0.9
        match = within_estate(
            said, estate, PlaceMatch(MatchLevel.ESTATE, estate.place_code, estate.id, reasons=tuple(why)), self.index
        )
        wanted = bool(said.building or (said.number and said.lane))
        if wanted and match.level >= MatchLevel.BUILDING and one.likeness in (Likeness.PART, Likeness.SLIP):
            sure = 1 - (1 - sure) * 0.8
        elif wanted and match.level < MatchLevel.BUILDING and estate.buildings:
            sure *= 0.9 if one.likeness in (Likeness.NAME, Likeness.ALIAS) else 0.6
        if said.landmark:
            match = replace(match, reasons=(*match.reasons[:-1], f"在它的{said.relation}，没有登记“{said.landmark}”"))
            sure *= 0.9
        return Candidate(
            match,
            _full_name(estate, said, match),
            sure,
            "" if one.likeness in (Likeness.NAME, Likeness.ALIAS) else name,
        )

    def _in_words(self, text: str, near: str) -> list[Candidate]:
        """The places whose names stand somewhere in a sentence, each as deep as the words after its name say."""
        plain = plain_place_name(text[:LONGEST])
        found: dict[object, Candidate] = {}
        for at, one in self.estates.within(plain):
            said = parse_address(plain[at : at + _AN_ADDRESS])
            told = self._candidate(one, one.name, replace(said, unit="", floor="", room=""), PlaceMatch(), (), near)
            known = found.get(one.owner.id)
            if known is None or told.match.level > known.match.level:
                found[one.owner.id] = told
        if not found:
            found = {
                (one.name, one.owner.place_code): self._at_landmark(one, one.name)
                for _at, one in self.landmarks.within(plain)
            }
        return _settled(list(found.values()))

    def _by_landmark(self, said: AddressParts, estates: list[Candidate]) -> list[Candidate]:
        """Markets, schools and roads of the name said; where an estate is said, only those near it."""
        name = said.landmark or said.estate or (said.road if said.road else "")
        if not name or not len(self.landmarks):
            return []
        near = [estate.at for estate in self.index.estates if any(c.match.estate_id == estate.id for c in estates)]
        found = []
        for one in self._landmarks_like(name):
            place = one.owner
            if said.landmark and not (
                place.at and any(at and metres_between(place.at, at) <= _NEAR_METRES for at in near)
            ):
                continue
            found.append(self._at_landmark(one, name))
        return found

    def _at_landmark(self, one: Likely[LandmarkEntry], name: str) -> Candidate:
        place = one.owner
        # A road runs through more than one grid.
        level = MatchLevel.GRID if len(place.place_code) >= 16 and not place.is_road else MatchLevel.COMMUNITY
        kind = "道路" if place.is_road else "地点"
        why = f"{kind}“{place.name}”与“{name}”相符" if place.name == name else f"{kind}“{place.name}”像是“{name}”"
        sure = _strength(one) * (0.9 if place.is_road else 1.0)
        return Candidate(PlaceMatch(level, place.place_code, reasons=(why,)), place.name, sure)

    def _landmarks_like(self, name: str) -> list[Likely[LandmarkEntry]]:
        words = next((group for group in _SAME_THING if any(name.endswith(one) for one in group)), ())
        found = list(self.landmarks.like(name))
        for word in words:
            found += [
                Likely(one.owner, one.name, Likeness.SHORT) for one in self.landmarks.like(word) if word in one.name
            ]
        return list({id(one.owner): one for one in reversed(found)}.values())


def _why_not(said: AddressParts, found: list[Candidate]) -> str:
    names = estate_names_said(said)
    if found:
        return f"拿不准，可能是{'、'.join(dict.fromkeys(one.name for one in found[:3]))}"
    return f"没有名为“{names[0]}”的小区" if names else "地址没有写小区"


def _strength(one: Likely) -> float:
    base = _STRENGTH[one.likeness]
    if one.likeness is Likeness.PART:
        return base + 0.3 * one.share
    if one.likeness is Likeness.SLIP:
        return max(0.0, base + 1.25 * (one.share - 0.55))
    return base


def _settled(found: list[Candidate]) -> list[Candidate]:
    """The candidates by how sure they are, each lowered by how good the others are."""
    kept = [one for one in found if one.sure > _LEAST]
    weight = sum(one.sure**6 for one in kept)
    settled = (
        [replace(one, sure=_measured(one.sure * (one.sure**6 / weight) ** 0.5)) for one in kept]
        if len(kept) > 1
        else [replace(one, sure=_measured(one.sure)) for one in kept]
    )
    return sorted(settled, key=lambda one: (-one.sure, one.match.place_code, one.name))


def _measured(figure: float) -> float:
    return round(figure, 3)


def _why(one: Likely[EstateEntry], said: str) -> str:
    name = one.owner.name
    return {
        Likeness.NAME: f"小区“{name}”相符",
        Likeness.ALIAS: f"“{one.name}”是“{name}”的另一个叫法",
        Likeness.SHORT: f"“{said}”就是“{name}”",
        Likeness.SOUND: f"“{said}”和“{name}”读音相同",
        Likeness.PART: f"“{said}”和“{name}”有一部分相同",
        Likeness.SLIP: f"“{said}”像是“{name}”写错了字",
    }[one.likeness]


def _full_name(estate: EstateEntry, said: AddressParts, match: PlaceMatch) -> str:
    number = said.building or said.number
    words = [estate.name]
    if match.level >= MatchLevel.BUILDING:
        words.append(f"{said.cluster}{number}号楼")
    if match.level >= MatchLevel.UNIT:
        words.append(f"{match.unit}单元")
    if match.level >= MatchLevel.DWELLING:
        words.append(f"{said.room}室")
    return "".join(words)
