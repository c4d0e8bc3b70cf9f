"""What a deed's form offers to choose from: posts near to far with the officer first, kinds, cases that may be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from linli.cases.matter import PlaceChosen
from linli.cases.queries.case_page import CasePage
from linli.cases.queries.kinds import kinds_in_force
from linli.cases.queries.past_cases import past_cases_like
from linli.cases.queries.similar_cases import similar_cases
from linli.cases.queries.visible import case_by_code
from linli.cases.rules import Deed
from linli.cases.triage.suggest import suggest_kind
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.places.queries import FoundPlace, communities, find_place
from linli.places.rules import MatchLevel
from linli.places.rules.how_sure import Candidate
from linli.teams.queries import DispatchChoice, DispatchGroup, officer_post_for, posts_for_dispatch

from .deed_form import DeedForm
from .fields import kind_choices

POST_FIELDS = ("lead", "assists", "departments", "invited")
CALLED = frozenset({"department", "utility", "estate", "street"})


def fill(form: DeedForm, deed: Deed, page: CasePage, actor: Actor) -> dict[str, Any]:
    """Put the choices into the form's fields; returns what its template shows besides. At most four statements."""
    shown: dict[str, Any] = _suggest_kind(form, page, actor) if "category" in form.fields else {}
    if "is_urgent" in form.fields:
        form.fields["is_urgent"].initial = page.case.is_urgent
    if "place" in form.fields:
        form.fields["place"].initial = page.case.place_text or page.place.short
        _hear_correction(form, page)
    if deed is Deed.MERGE:
        return {"similar": _similar(page, actor)}
    if deed is Deed.HAND_OVER:
        here = page.case.place_code[: PlaceLevel.COMMUNITY]
        others = [one for one in communities(here[: PlaceLevel.COUNTY]) if one.place_code != here]
        form.fields["community"].choices = [("", _("请选择")), *((one.place_code, one.name) for one in others)]
        return {}
    if not form.needs_choices or not {"verifier", *POST_FIELDS} & form.fields.keys():
        return shown
    case = page.case
    groups = posts_for_dispatch(case.place_code, case.estate_id, case.building_id)
    if "verifier" in form.fields:
        groups = [group for group in groups if group.kind in ("grid", "estate", "community")]
        form.fields["verifier"].choices = _grouped(groups, lambda one: one.post.holder_id)
    for name in POST_FIELDS:
        if name in form.fields:
            offered = groups if name != "departments" else [group for group in groups if group.kind in CALLED]
            form.fields[name].choices = _grouped(offered, lambda one: one.post.id)
            if isinstance(form.fields[name], forms.MultipleChoiceField):
                form.fields[name].widget = forms.CheckboxSelectMultiple(choices=form.fields[name].choices)
    if deed is Deed.DISPATCH:
        shown["suggested"] = _suggest(form, page)
    elif "lead" in form.fields:
        form.fields["lead"].choices = [("", _("请选择")), *form.fields["lead"].choices]
    return shown


def given_of(form: DeedForm, deed: Deed, page: CasePage, actor: Actor) -> dict[str, Any]:
    """The form's fields as the action takes them, ids as ids. Raises `BadInput` on `into` for a code of no case."""
    given = form.given()
    for name in ("lead", "verifier"):
        if given.get(name):
            given[name] = UUID(given[name])
    for name in ("assists", "departments"):
        if name in given:
            given[name] = tuple(UUID(one) for one in given[name])
    if deed is Deed.DISPATCH and str(given["lead"]) == str(getattr(form, "suggested_lead", "")):
        given["why_lead"] = form.suggested_words
    if deed is Deed.FILE:
        given.pop("place_is", None)
        given["place"] = _corrected(given["place"], form.heard, page)
    if deed is Deed.SUBMIT:
        voice = page.voices[0]
        given |= {"body": voice.body, "entry": voice.id}
    if deed is Deed.HAND_OVER:
        given["place"] = PlaceChosen(given.pop("community"), text=page.case.place_text, reason=given["reason"])
    if deed is Deed.MERGE:
        try:
            given["into"] = case_by_code(actor, given["into"]).key
        except NotFound:
            raise BadInput("into", "no_case") from None
    return given


def _hear_correction(form: DeedForm, page: CasePage) -> None:
    """Look a changed place up in the case's street; where it may be several, they are there to choose from. `form.heard` is what was found, None
    where the text is as it was. One statement where it was changed."""
    text, case = form.data.get(form.add_prefix("place"), "").strip()[:200], page.case
    choices: Sequence[Candidate] = ()
    form.heard = None
    if text and text != form.fields["place"].initial:
        near = case.place_code[: PlaceLevel.COMMUNITY]
        picked = form.data.get(form.add_prefix("place_is"), "")[:120]
        form.heard = find_place(text, case.place_code[: PlaceLevel.STREET], near=near, chosen=picked)
        if picked or form.heard.level < MatchLevel.GRID:
            choices = form.heard.choices
    if choices:
        form.fields["place_is"].choices = [(one.key, one.name) for one in choices]
        form.place_why = {one.key: one.why for one in choices}
    else:
        del form.fields["place_is"]


def _corrected(text: str, found: FoundPlace | None, page: CasePage) -> PlaceChosen | None:
    """Another place of the case's street where the text was changed; None leaves the case where it is."""
    case = page.case
    if found is None:
        return None
    if found.level < MatchLevel.GRID and found.choices:
        raise BadInput("place", "not_sure", [one.name for one in found.choices[:3]])
    if found.level < MatchLevel.GRID:
        return PlaceChosen(case.place_code, case.estate_id, case.building_id, text, found.words)
    if street_of(found.place_code) != case.street_code:
        raise BadInput("place", "other_street", text)
    return PlaceChosen(found.place_code, found.estate_id, found.building_id, text, found.words)


def _suggest_kind(form: DeedForm, page: CasePage, actor: Actor) -> dict[str, Any]:
    """The kinds with the suggested ones first, the likeliest chosen already; beside it the reason and, in the form alone, two
    precedents (the whole page has its story to read)."""
    case = page.case
    tree = kinds_in_force(case.place_code)
    said = " ".join(voice.body for voice in page.voices)
    suggestion = suggest_kind(tree, case.place_code, said, case.subject)
    first = suggestion.first
    form.fields["category"].choices = kind_choices(tree, [one.kind for one in suggestion.likely])
    form.fields["category"].initial = case.category_code or (first.kind.code if first else None)
    shown: dict[str, Any] = {"suggestion": suggestion}
    if first and not page.turns:
        shown["past"] = past_cases_like(actor, case.place_code, first.kind.code, first.said, without=case.id)
    return shown


def _suggest(form: DeedForm, page: CasePage) -> str:
    chosen = officer_post_for(page.case.place_code)
    choices = form.fields["lead"].choices
    if chosen.post is None:
        form.fields["lead"].choices = [("", _("请选择")), *choices]
        return chosen.words
    post = chosen.post
    said = chosen.words
    if page.place.grid and page.place.short != page.place.grid:
        said = _("%(place)s在%(grid)s，%(post)s%(name)s。") % {
            "place": page.place.short,
            "grid": page.place.grid,
            "post": post.title,
            "name": post.holder_name,
        }
    form.suggested_lead, form.suggested_words = post.id, said
    first = (_("建议"), [(str(post.id), _label(DispatchChoice(post)))])
    form.fields["lead"].choices = [first, *_without(choices, str(post.id)), ("", _("请选择"))]
    form.fields["lead"].initial = str(post.id)
    form.fields["lead"].help_text = said
    return said


def _without(choices: Iterable[Any], value: str) -> list[Any]:
    kept = []
    for label, options in choices:
        rest = [one for one in options if one[0] != value]
        if rest:
            kept.append((label, rest))
    return kept


def _grouped(groups: Iterable[DispatchGroup], value_of: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    offered = []
    for group in groups:
        options = [(str(value_of(one)), _label(one)) for one in group.choices if value_of(one)]
        if options:
            offered.append((group.label, options))
    return offered


def _label(choice: DispatchChoice) -> str:
    post = choice.post
    name = post.holder_name or _("空缺")
    where = f"{_('（')}{choice.organisation}{_('）')}" if choice.organisation else ""
    return f"{post.title} {name}{where}"


def _similar(page: CasePage, actor: Actor) -> list[Any]:
    case = page.case
    said = " ".join(voice.body for voice in page.voices)
    return similar_cases(actor, said, case.place_code, case.estate_id, case.building_id, without=case.id)
