"""From an address in anyone's words to places, the likeliest first, each with how sure it is and why. Plain Python.

The words are read by the grammar (`parse_address`), names are looked up as people say them (`name_book`), and from an estate the descent to
building, unit and home is exact (`match_place`). Below `SURE`, or beside a second that is as good, nothing is decided: the places are choices.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from .address_grammar import BUILDING, LONGEST
from .address_parts import AddressParts, plain_place_name
from .how_sure import SURE, Candidate, best_of_each, is_sure, ranked_by_sureness, strength
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
from .parse_address import parse_address
from .shape import metres_between

MOST_CHOICES = 6
_ELSEWHERE, _ELSEWHERE_AT_MOST = 0.75, 0.45
"""What is left of the figure in another area than the one said, with name and building agreeing, and without."""
_ROAD_ALONE = 0.6
_BUILDING_OF_ANOTHER = 0.6
_OF_ANOTHER_NAME = frozenset("新老大小上下前后东西南北中")
_NEAR_METRES = 600
_AN_ADDRESS = 40
"""Characters after a name in a sentence that may say building and unit."""

_SAME_THING = (
    ("菜场", "菜市场", "农贸市场", "集贸市场"),
    ("超市", "便利店"),
    ("药店", "药房"),
    ("卫生站", "卫生室", "卫生服务站"),
)


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

    def with_names(self, called: Iterable[tuple[str, UUID]]) -> AddressBook:
        """The same book in which estates are found by other names too, each with its estate's id."""
        names: dict[UUID, list[str]] = {}
        for name, estate_id in called:
            names.setdefault(estate_id, []).append(name)
        if not names:
            return self
        estates = [replace(one, aliases=(*one.aliases, *names.get(one.id, ()))) for one in self.index.estates]
        return AddressBook(PlaceIndex(estates, self.index.areas, self.index.landmarks))

    def resolve(self, text: str, near: str = "", *, without_home: bool = False) -> Resolution:
        """Where `text` may lead; `near` is the place code of who says it, which decides between places of one name; `without_home` stops at
        the building. Never raises."""
        told = parse_address(_what_it_is_about(text))
        said = replace(told, unit="", floor="", room="") if without_home and (told.unit or told.room) else told
        area, reasons = match_area(said, self.index)
        found = self._estates(said, area, reasons, near)
        if said.landmark and (beside := self._in_words(said.landmark, said, area, reasons, near)):
            # 湖东苑旁边的幸福里3栋
            found = [*(replace(one, sure=one.sure * _BUILDING_OF_ANOTHER) for one in found), *beside]
        beside_it = self._by_landmark(said, text, found) if said.landmark else []
        ranked = ranked_by_sureness([*found, *beside_it])
        if not is_sure(ranked):
            found = best_of_each([*found, *self._in_words(text, said, area, reasons, near)])
            ranked = ranked_by_sureness([*found, *self._by_landmark(said, text, found)])
        if not ranked and area.level >= MatchLevel.STREET:
            ranked = [Candidate(replace(area, reasons=(*reasons, "没有对上小区")), said.area[-1], 0.99)]
        choices = self._told_apart(ranked[:MOST_CHOICES])
        return Resolution(told, tuple(choices), "" if is_sure(ranked) else _why_not(said, choices))

    def _estates(self, said: AddressParts, area: PlaceMatch, reasons: tuple[str, ...], near: str) -> list[Candidate]:
        likely: dict[object, tuple[Likely[EstateEntry], str]] = {}
        names, name = estate_names_said(said), ""
        for name in names:
            for one in self.estates.called(name):
                likely.setdefault(one.owner.id, (one, name))
            if likely:
                break
        if not likely:
            if said.estate and said.building:
                # 国权录98号: a door of a road whose name was heard wrongly is read as a building.
                names = [*names[:3], f"{said.estate}{said.building}号", f"{said.estate}{said.building}弄"]
            for name in names:
                for one in self.estates.like(name):
                    known = likely.get(one.owner.id)
                    if known is None or strength(one) > strength(known[0]):
                        likely[one.owner.id] = one, name
        elif said.estate and name not in (said.estate, said.estate + said.inner):
            # Found by road and number, but another estate is named too.
            for _at, words, one in self.estates.within(said.estate):
                likely.setdefault(one.owner.id, (one, words))
        found = [self._candidate(one, name, said, area, reasons, near) for one, name in likely.values()]
        if near and any(_shares(one.match.place_code, near) for one in found):
            found = [
                one if _shares(one.match.place_code, near) else replace(one, sure=one.sure * 0.55) for one in found
            ]
        return found

    def _candidate(
        self,
        one: Likely[EstateEntry],
        name: str,
        said: AddressParts,
        area: PlaceMatch,
        reasons: tuple[str, ...],
        near: str,
    ) -> Candidate:
        estate, sure = one.owner, strength(one)
        is_called = one.likeness in (Likeness.NAME, Likeness.ALIAS)
        why = [*reasons, _why(one, name)]
        if not said.estate and not said.number and not said.lane and not is_called:
            sure *= _ROAD_ALONE
        elsewhere = not estate.place_code.startswith(area.place_code)
        if elsewhere:
            why.append(f"但不在地址所写的{said.area[-1]}")
        elif len(area.place_code) >= 12:
            sure = 1 - (1 - sure) * 0.6
        is_alike_only = one.likeness in (Likeness.PART, Likeness.SLIP)
        if near and not is_alike_only and _shares(estate.place_code, near):
            sure = 1 - (1 - sure) * 0.6
            why.append("在来电人所在的社区")
        reached = PlaceMatch(MatchLevel.ESTATE, estate.place_code, estate.id, reasons=tuple(why))
        match = within_estate(said, estate, reached, self.index)
        wanted = bool(said.building or (said.number and said.lane))
        if wanted and match.level >= MatchLevel.BUILDING and is_alike_only:
            sure = 1 - (1 - sure) * 0.8
        elif wanted and match.level < MatchLevel.BUILDING and estate.buildings:
            sure *= 0.9 if is_called else 0.6
        if elsewhere:
            sure *= _ELSEWHERE if match.level >= MatchLevel.BUILDING and is_called else _ELSEWHERE_AT_MOST
        if said.landmark:
            match = replace(match, reasons=(*match.reasons[:-1], f"在它的{said.relation}，没有登记“{said.landmark}”"))
            sure *= 0.6 if BUILDING.search(said.landmark) else 0.9
        return Candidate(match, _full_name(estate, said, match), sure, "" if is_called else name)

    def _in_words(
        self, text: str, said: AddressParts, area: PlaceMatch, reasons: tuple[str, ...], near: str
    ) -> list[Candidate]:
        """The estates whose names stand somewhere in a sentence, each as deep as the words after its name say. Where a building is told of
        another name, this one is hardly meant."""
        plain = plain_place_name(text[:LONGEST])
        found = []
        for at, piece, one in self.estates.within(plain):
            told = parse_address(_CLAUSE.split(plain[at : at + _AN_ADDRESS], maxsplit=1)[0])
            between = len(told.estate) - len(piece) > 2
            told = replace(told, area=said.area, unit="", floor="", room="", building="" if between else told.building)
            # 新湖东苑 is not 湖东苑.
            if at and plain[at - 1] in _OF_ANOTHER_NAME:
                one, piece = Likely(one.owner, one.name, Likeness.PART, 0.3), plain[at - 1] + piece
            here = self._candidate(one, piece, told, area, reasons, near)
            if not told.building and not told.lane and BUILDING.search(plain):
                here = replace(here, sure=here.sure * _BUILDING_OF_ANOTHER)
            found.append(here)
        return found

    def _told_apart(self, choices: list[Candidate]) -> list[Candidate]:
        """The choices, those of one name with the community they lie in."""
        names = Counter(one.name for one in choices)
        return [one if names[one.name] == 1 else replace(one, name=self._with_area(one)) for one in choices]

    def _with_area(self, one: Candidate) -> str:
        code = one.match.place_code
        area = self.index.area_name(code[:9]) + self.index.area_name(code[:12])
        return f"{one.name}（{area}）" if area else one.name

    def _by_landmark(self, said: AddressParts, text: str, estates: list[Candidate]) -> list[Candidate]:
        """Markets, schools and roads of the name said, or named in a sentence; where an estate is said, only those near it."""
        if not len(self.landmarks):
            return []
        name = said.landmark or said.estate or (said.road if said.road else "")
        near = [estate.at for estate in self.index.estates if any(c.match.estate_id == estate.id for c in estates)]
        found = []
        for one in self._landmarks_like(name) if name else ():
            place = one.owner
            if said.landmark and not (
                place.at and any(at and metres_between(place.at, at) <= _NEAR_METRES for at in near)
            ):
                continue
            found.append(self._at_landmark(one, name))
        if not found and not estates:
            named = {
                (one.name, one.owner.place_code): one for _at, _words, one in self.landmarks.within(text[:LONGEST])
            }
            found = [self._at_landmark(one, one.name) for one in named.values()]
        return found

    def _at_landmark(self, one: Likely[LandmarkEntry], name: str) -> Candidate:
        place = one.owner
        # A road runs through more than one grid.
        level = MatchLevel.GRID if len(place.place_code) >= 16 and not place.is_road else MatchLevel.COMMUNITY
        kind = "道路" if place.is_road else "地点"
        why = f"{kind}“{place.name}”与“{name}”相符" if place.name == name else f"{kind}“{place.name}”像是“{name}”"
        sure = strength(one) * (0.9 if place.is_road else 1.0)
        return Candidate(PlaceMatch(level, place.place_code, reasons=(why,)), place.name, sure)

    def _landmarks_like(self, name: str) -> list[Likely[LandmarkEntry]]:
        if called := self.landmarks.called(name):
            return called
        words = next((group for group in _SAME_THING if any(name.endswith(one) for one in group)), ())
        found = list(self.landmarks.like(name))
        for word in words:
            found += [
                Likely(one.owner, one.name, Likeness.SHORT) for one in self.landmarks.like(word) if word in one.name
            ]
        return list({id(one.owner): one for one in reversed(found)}.values())


_CLAUSE = re.compile(r"[,，。；;、](?!第?[\dA-Z零一二三四五六七八九十])")
_ABOUT = re.compile(r"[,，。；;\s](?:现在?|我)?(?:要|想|来)?(?:反映|投诉|举报|报修|反应)(?:一下)?[:：,，]?(?=\S{4})")


def _what_it_is_about(text: str) -> str:
    """What follows 要反映 in a sentence; before it stands who says it."""
    found = _ABOUT.search(text, 0, LONGEST)
    return text[found.end() :] if found else text


def _why_not(said: AddressParts, found: list[Candidate]) -> str:
    names = estate_names_said(said)
    if found:
        return f"拿不准，可能是{'、'.join(dict.fromkeys(one.name for one in found[:3]))}"
    return f"没有名为“{names[0]}”的小区" if names else "地址没有写小区"


def _shares(place_code: str, near: str) -> bool:
    return place_code.startswith(near) or near.startswith(place_code)


def _why(one: Likely[EstateEntry], said: str) -> str:
    name = one.owner.name
    whose = f"“{one.name}”" if one.name == name else f"“{one.name}”（{name}）"
    return {
        Likeness.NAME: f"小区“{name}”相符",
        Likeness.ALIAS: f"“{one.name}”是“{name}”的另一个叫法",
        Likeness.SHORT: f"“{said}”就是{whose}",
        Likeness.SOUND: f"“{said}”和{whose}读音相同",
        Likeness.PART: f"“{said}”和{whose}有一部分相同",
        Likeness.SLIP: f"“{said}”像是{whose}写错了字",
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
