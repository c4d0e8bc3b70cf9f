"""A file of the ground: handed in, looked at, taken in or dropped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.places.actions.drop_ground_file import drop_ground_file
from linli.places.actions.hand_in_ground_file import hand_in_ground_file
from linli.places.actions.take_in_ground import take_in_ground
from linli.places.ground_files import MOST_BYTES
from linli.places.queries.grid_drafts import divided_community, ground_file
from linli.places.rules.keepers import KEEPERS

from .words import LAYERS, bad_lines, found_words

COORDINATES = (
    ("auto", gettext_lazy("按文件里写的（没写时按 WGS84/CGCS2000）")),
    ("wgs84", gettext_lazy("WGS84 或 CGCS2000（天地图、测绘）")),
    ("gcj02", gettext_lazy("GCJ-02（高德、腾讯地图）")),
    ("bd09", gettext_lazy("BD-09（百度地图）")),
    ("epsg", gettext_lazy("别的，知道 EPSG 编号")),
)


class GroundFileForm(forms.Form):
    map_file = forms.FileField(
        label=gettext_lazy("地图文件"),
        help_text=gettext_lazy(
            "GeoJSON、Shapefile（打成一个 zip）、GeoPackage 或 OSM（.osm、.osm.gz），不超过 60 MB。格式由程序识别。"
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.zip,.gpkg,.osm,.gz"}),
        allow_empty_file=True,
        max_length=200,
    )
    layer = forms.ChoiceField(
        label=gettext_lazy("文件里是什么"),
        choices=[("", gettext_lazy("让程序按内容分（OSM 用这个）")), *LAYERS.items()],
        required=False,
    )
    coordinates = forms.ChoiceField(label=gettext_lazy("坐标系"), choices=COORDINATES, initial="auto")
    epsg = forms.IntegerField(label=gettext_lazy("EPSG 编号"), required=False, min_value=1000, max_value=999_999)

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("coordinates") == "epsg" and not asked.get("epsg") and "epsg" not in self.errors:
            self.add_error("epsg", _("请填写 EPSG 编号，例如 4547。"))
        return asked

    @property
    def system(self) -> str:
        chosen = self.cleaned_data["coordinates"]
        return f"epsg:{self.cleaned_data['epsg']}" if chosen == "epsg" else chosen


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=KEEPERS)
def hand_in(request: StaffRequest, code: str) -> HttpResponse:
    """The form; a file that can be read goes on to be looked at, any other is refused with the reason."""
    community = divided_community(request.actor, code)
    form = GroundFileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if form.is_valid():
        file = form.cleaned_data["map_file"]
        if file.size > MOST_BYTES:
            form.add_error("map_file", _("文件超过 60 MB，没有读。请只导出本社区的范围。"))
        else:
            with refused_into(form):
                row = hand_in_ground_file(
                    actor=request.actor,
                    key=read_key(request),
                    community=code,
                    file_name=file.name,
                    data=file.read(),
                    layer=form.cleaned_data["layer"],
                    coordinates=form.system,
                )
                return request.back_to("staff:ground_file", code, row.id)
    return request.show("staff/grids/hand_in.html", status=422 if form.errors else 200, form=form, community=community)


@require_safe
@staff_page(roles=KEEPERS)
def look_at_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """What was found in a file, and every row that cannot be taken. Two statements besides the frame's."""
    community = divided_community(request.actor, code)
    row = ground_file(code, file_id)
    return request.show(
        "staff/grids/file.html",
        community=community,
        file=row,
        found=found_words(row.found),
        taken=found_words(row.taken),
        bad=bad_lines(row.bad),
    )


@require_POST
@staff_page(roles=KEEPERS)
def take_in_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """All of it is taken in, or nothing."""
    divided_community(request.actor, code)
    row = take_in_ground(
        actor=request.actor,
        key=read_key(request),
        file=ground_file(code, file_id).key,
        without_bad=request.POST.get("without_bad") == "yes",
    )
    if row.draft_id:
        messages.success(request, _("已导入，网格成了草稿。检查通过以后再发布，现在的网格先不变。"))
        return request.back_to("staff:grid_draft", code, row.draft_id)
    messages.success(request, _("已导入：%(what)s。") % {"what": found_words(row.taken)})
    return request.back_to("staff:community_grids", code)


@require_POST
@staff_page(roles=KEEPERS)
def drop_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """The file is forgotten."""
    divided_community(request.actor, code)
    drop_ground_file(actor=request.actor, key=read_key(request), file=ground_file(code, file_id).key)
    messages.info(request, _("没有导入，文件已删除。"))
    return request.back_to("staff:community_grids", code)
