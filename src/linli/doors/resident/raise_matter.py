"""Raising a matter: one page, or in elder mode one question a page. Nothing typed or chosen is ever asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from linli.cases.actions.raise_case import raise_case
from linli.cases.matter import Matter, PlaceChosen, Source, Voice, clean_text, subject_of
from linli.cases.rules.urgent_words import urgent_calls
from linli.doors.client_ip import client_ip
from linli.doors.place_choice import PlaceChoiceForm
from linli.doors.refusal_words import too_many_words, words_for
from linli.doors.uploads import Uploads, read_uploads
from linli.kernel.actor import reporter
from linli.kernel.errors import KeyReused, NotFound, Refusal, TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.places.queries import CommunityChoice, DoorPlace, EstateChoice, buildings_of, estates_of, find_place
from linli.places.rules import MatchLevel

from .following import remember
from .frame import ResidentRequest, community_at, resident_page
from .raise_form import PLATFORM, STEPS, RaiseForm, as_id, typed_again

NEVER_HIDDEN = ("photographs", "website", "key", "about")
"""Carried in their own way from question to question."""

MOST_AN_HOUR = 20
"""Matters from one address within an hour: a whole stairwell behind one connection may still speak."""

MOST_PHOTO_FORMS_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What one request of the form is about."""

    community: CommunityChoice
    estates: list[EstateChoice]
    door: DoorPlace | None = None


@resident_page
def raise_matter(request: ResidentRequest, code: str) -> HttpResponse:
    """The form of a community. Two statements to show it, one more once an estate is chosen."""
    return fill_in(request, Asked(community_at(code), estates_of(code)))


@resident_page
def buildings(request: ResidentRequest, code: str) -> HttpResponse:
    """The choice of buildings for the estate just chosen, as a part of the form. Two statements."""
    form = _form(request, Asked(community_at(code), estates_of(code)), request.GET, initial=request.GET.dict())
    return render(request, "resident/building_field.html", {"form": form})


@require_POST
@resident_page
def urgent(request: ResidentRequest) -> HttpResponse:
    """Whom to call at once for what is being typed. No statement."""
    calls = urgent_calls(request.POST.get("body", "")[:2000])
    return render(request, "resident/urgent.html", {"calls": calls})


@require_POST
@resident_page
def place_hints(request: ResidentRequest, code: str) -> HttpResponse:
    """What the words about the place may mean, to choose from, while no estate is chosen. Three statements while places stand still."""
    asked = Asked(community_at(code), estates_of(code))
    places = _places_meant(request, asked)
    return render(request, "resident/place_hints.html", {"places": places, "words": request.POST.get("place_text", "")})


def _places_meant(request: ResidentRequest, asked: Asked) -> PlaceChoiceForm | None:
    words = clean_text(request.POST.get("place_text", "")[:120])
    if not words or asked.door or _chosen_estate(asked, request.POST.get("estate", "")):
        return None
    found = find_place(words, asked.community.place_code)
    picked = request.POST.get("place_is", "") or (found.choices[0].key if found.level >= MatchLevel.GRID else "")
    return PlaceChoiceForm(found.choices, picked) if found.choices else None


def fill_in(request: ResidentRequest, asked: Asked) -> HttpResponse:
    """Answer a request of the form: show it, lead to another step, or raise the matter."""
    if request.method != "POST":
        about = PLATFORM if request.GET.get("about") == PLATFORM else ""
        form = _form(request, asked, request.GET, initial={"key": uuid4(), "about": about})
        return _show(request, asked, form)
    if request.FILES:
        note_attempt("raise.photographs", client_ip(request))
    uploads = Uploads() if _too_many_photographs(request) else read_uploads(request)
    form, go = _form(request, asked, request.POST, data=request.POST), request.POST.get("go", "send")
    step = _step(request, form)
    if go in ("back", "narrow") or (go == "next" and not form.faults_in(step)):
        step = _beside(form, step, {"back": -1, "next": 1}.get(go, 0))
        form = _form(request, asked, request.POST, initial=typed_again(form, request.POST))
        return _show(request, asked, form, step=step, uploads=uploads)
    if go == "next":
        form.judge_only(step)
        return _show(request, asked, form, step=step, uploads=uploads, status=422)
    if not form.is_valid():
        if "key" in form.errors:
            form.with_fresh_key()
        step = next((name for name in form.steps if form.faults_in(name)), step)
        return _show(request, asked, form, step=step, uploads=uploads, status=422)
    return _send(request, asked, form, uploads)


def _send(request: ResidentRequest, asked: Asked, form: RaiseForm, uploads: Uploads) -> HttpResponse:
    ip, status = client_ip(request), 422
    try:
        check_attempts("raise", ip, limit=MOST_AN_HOUR, minutes=60)
        code, entry_id = _raise(form, asked, uploads, ip)
        note_attempt("raise", ip)
    except TooMany as refusal:
        status = 422 if request.htmx else 429
        form.add_error(
            None, _("这个网络一小时里提交得太多了。您填的内容都还在。") + too_many_words(refusal.retry_after)
        )
    except KeyReused:
        form.with_fresh_key()
        form.add_error(None, _("这一页刚才已经提交过，第一次的内容已经收到。如果这是另一件事，请再按一次提交。"))
    except Refusal as refusal:
        form.add_error(None, words_for(refusal))
    else:
        remember(request, code, entry_id)
        for sentence in uploads.refused:
            messages.warning(request, sentence + _("其余内容都已收到，可以在查进度的页面里补传。"))
        return redirect("resident:raised", code)
    return _show(request, asked, form, step=form.steps[-1], uploads=uploads, status=status)


def _raise(form: RaiseForm, asked: Asked, uploads: Uploads, ip: str) -> tuple[str, object]:
    said = form.cleaned_data
    place = _place(form, asked)
    # The entry is named by the form's key, so that a form sent twice stays one voice.
    entry_id = uuid5(NAMESPACE_OID, str(said["key"]))
    subject = "平台意见：" + subject_of(said["body"]) if said["about"] == PLATFORM else ""
    case = raise_case(
        actor=reporter(entry_id, place.place_code, ip),
        key=said["key"],
        matter=Matter(
            body=said["body"],
            place=place,
            source=Source.DOOR_QR if asked.door else Source.RESIDENT,
            subject=subject,
            voice=Voice(said["name"], said["phone"]),
            photographs=tuple(uploads.photographs),
        ),
    )
    return case.code, entry_id


def _place(form: RaiseForm, asked: Asked) -> PlaceChosen:
    detail, door = form.cleaned_data["place_text"], asked.door
    if door is not None:
        words = f"{door.name} {detail}".strip()
        return PlaceChosen(door.place_code, door.estate_id, door.building_id, words, gettext_noop("扫了门口的二维码"))
    estate = _chosen_estate(asked, form.cleaned_data["estate"])
    chosen = form.cleaned_data["building"] if estate else ""
    building = next((b for b in buildings_of(estate.key) if str(b.id) == chosen), None) if estate else None
    if building is not None:
        words = f"{estate.name}{building.name} {detail}".strip()
        return PlaceChosen(building.place_code, estate.id, building.id, words, gettext_noop("反映人选了楼栋"))
    words = f"{estate.name} {detail}".strip() if estate else detail
    picked = "" if estate else form.cleaned_data["place_is"]
    found = find_place(words, asked.community.place_code, chosen=picked) if detail else None
    if found and found.estate_id and (estate is None or found.estate_id == estate.id):
        return PlaceChosen(found.place_code, found.estate_id, found.building_id, words, found.words)
    if estate is not None:
        return PlaceChosen(estate.place_code, estate.id, None, words, gettext_noop("反映人选了小区"))
    if found and found.level >= MatchLevel.GRID:
        return PlaceChosen(found.place_code, text=words, reason=found.words)
    return PlaceChosen(asked.community.place_code, text=words, reason=found.words if found else "")


def _form(request: ResidentRequest, asked: Asked, typed: object, **options: object) -> RaiseForm:
    estate = None if asked.door else _chosen_estate(asked, typed.get("estate", ""))
    return RaiseForm(
        estates=asked.estates,
        buildings=buildings_of(estate.key) if estate else [],
        fixed=asked.door is not None,
        elder=request.elder,
        urgent_url=reverse("resident:urgent"),
        hints_url=reverse("resident:place_hints", args=[asked.community.place_code]),
        **options,
    )


def _chosen_estate(asked: Asked, text: str) -> EstateChoice | None:
    id = as_id(text)
    return next((estate for estate in asked.estates if estate.id == id), None)


def _step(request: ResidentRequest, form: RaiseForm) -> str:
    text = request.POST.get("step", "")
    return text if text in form.steps else form.steps[-1]


def _beside(form: RaiseForm, step: str, distance: int) -> str:
    steps = form.steps
    return steps[min(max(steps.index(step) + distance, 0), len(steps) - 1)]


def _too_many_photographs(request: ResidentRequest) -> bool:
    try:
        check_attempts("raise.photographs", client_ip(request), limit=MOST_PHOTO_FORMS_AN_HOUR + 1, minutes=60)
    except TooMany:
        messages.warning(
            request, _("这个网络一小时里传的照片太多了，照片这次没有收下，可以过一会儿在查进度的页面里补传。")
        )
        return True
    return False


def _show(
    request: ResidentRequest,
    asked: Asked,
    form: RaiseForm,
    *,
    step: str = "body",
    uploads: Uploads | None = None,
    status: int = 200,
) -> HttpResponse:
    uploads = uploads or Uploads()
    body = form["body"].value() or ""
    labels = {
        "body": _("什么事"),
        "estate": _("哪个小区"),
        "detail": _("具体地点"),
        "person": _("怎么联系您"),
        "photographs": _("照片"),
    }
    return request.show(
        "raise.html",
        community=asked.community,
        status=status,
        form=form,
        door=asked.door,
        places=_places_meant(request, asked) if request.method == "POST" else None,
        step=step,
        step_number=form.steps.index(step) + 1,
        step_labels=[labels[name] for name in form.steps],
        is_last=step == form.steps[-1],
        hidden=[field for field in form if field.name not in (*STEPS[step], *NEVER_HIDDEN)],
        kept=uploads.set_aside(),
        refused=uploads.refused,
        calls=urgent_calls(clean_text(str(body)[:20_000])),
    )


def asked_at_door(door: DoorPlace) -> Asked:
    """The same form with the place already said by a card."""
    if not door.community:
        raise NotFound("community")
    return Asked(CommunityChoice(door.community_code, door.community, False), [], door)
