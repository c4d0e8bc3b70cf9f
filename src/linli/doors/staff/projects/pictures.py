"""Photographs from the same spot, the one before beside the one after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.alliance.actions.add_project_picture import add_project_picture
from linli.alliance.queries.find_project import project_by_id
from linli.alliance.queries.project_page import project_page
from linli.alliance.queries.project_pictures import SpotShown, project_photograph, spots_of
from linli.alliance.rules.project_figures import Moment
from linli.alliance.rules.project_loop import KEEPERS, READERS, ProjectState
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.refusals import refused_into
from linli.doors.staff.cases.fields import PhotographsField
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.errors import NotFound

from .shown import shown_of
from .words import EMPTY


class PictureForm(forms.Form):
    """One photograph."""

    photographs = PhotographsField(label=_("照片"), error_messages={"required": _("请选一张照片。")})
    moment = forms.ChoiceField(
        label=_("什么时候拍的"),
        choices=[(one.value, _(one.label)) for one in Moment],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY, "invalid_choice": EMPTY},
    )
    taken_on = DayField(
        label=_("哪天拍的"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )

    def clean_photographs(self) -> Any:
        """Exactly one."""
        if not self.cleaned_data["photographs"]:
            raise forms.ValidationError(gettext("请选一张照片。"))
        return self.cleaned_data["photographs"]


@require_safe
@staff_page(roles=READERS)
def project_pictures(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Every spot with its pair."""
    page = project_page(request.actor, project_id)
    return request.show(
        "staff/projects/pictures.html",
        **shown_of(page, "staff:project_pictures"),
        spots=[spot_shown(one, "staff:project_photograph", page.id) for one in spots_of(page.key, page.place_code)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def add_picture(request: StaffRequest, project_id: UUID, spot: UUID) -> HttpResponse:
    """Add a photograph from a spot; the one taken before is shown, so that one stands where the other stood."""
    page = project_page(request.actor, project_id)
    place = next((one for one in spots_of(page.key, page.place_code) if one.id == spot), None)
    if place is None or not page.may_keep:
        raise NotFound("spot", spot)
    posted = request.method == "POST"
    finished = page.state in (ProjectState.ACCEPTED, ProjectState.MAINTAINED)
    moment = Moment.BEFORE if place.before is None else Moment.AFTER if finished else Moment.DURING
    initial = {"moment": moment.value, "taken_on": clock.today()}
    form = PictureForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            add_project_picture(
                actor=request.actor,
                key=read_key(request),
                project=page.key,
                spot=spot,
                moment=Moment(said["moment"]),
                taken_on=said["taken_on"],
                photograph=said["photographs"][0],
            )
            messages.success(request, gettext("照片已保存。"))
            return request.back_to("staff:project_pictures", project_id)
    return request.show(
        "staff/projects/add_picture.html",
        status=422 if posted else 200,
        page=page,
        form=form,
        spot=place,
        guide=place.before and reverse("staff:project_photograph", args=[page.id, place.before.id]),
        back=reverse("staff:project_pictures", args=[project_id]),
    )


@require_safe
@staff_page(roles=READERS)
def project_photograph_file(request: StaffRequest, project_id: UUID, photograph: UUID) -> FileResponse:
    """A photograph of the project, for those who may see it."""
    project = project_by_id(request.actor, project_id)
    file = project_photograph(project.key, project.place_code, photograph).open("rb")
    response = FileResponse(file, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def spot_shown(spot: SpotShown, url_name: str, *args: Any) -> dict[str, Any]:
    """A spot as a pair of pictures with their addresses and days."""

    def picture(one: Any) -> dict[str, Any] | None:
        if one is None:
            return None
        words = gettext("%(spot)s，%(moment)s") % {"spot": spot.name, "moment": gettext(one.moment.label)}
        return {
            "url": reverse(url_name, args=[*args, one.id]),
            "alt": words,
            "on": one.taken_on,
            "moment": gettext(one.moment.label),
        }

    return {
        "id": spot.id,
        "name": spot.name,
        "stand": spot.stand,
        "before": picture(spot.before),
        "after": picture(spot.after),
        "during": [picture(one) for one in spot.during],
    }
