"""The base map under the maps of a jurisdiction: off as delivered."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.cases.queries.category_sets import kept_prefix
from linli.doors.deed_key import read_key
from linli.doors.map.base_map import base_map_of, forget_base_maps
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.actions.set_base_map import LONGEST_SECRET, SETTERS, set_base_map
from linli.insight.base_maps import base_map_as_set
from linli.insight.rules.base_map import DEEPEST, LONGEST, BaseMapSaid
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import division_name

from .sections import READERS, sections


class BaseMapForm(forms.Form):
    is_on = forms.BooleanField(label=gettext_lazy("地图下面铺底图"), required=False)
    template = forms.CharField(
        label=gettext_lazy("瓦片地址"),
        help_text=gettext_lazy(
            "里面要有 {z}、{x}、{y}，要密钥的写 {key}。天地图矢量底图："
            "https://t0.tianditu.gov.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk={key}"
        ),
        max_length=LONGEST,
        required=False,
    )
    names = forms.CharField(
        label=gettext_lazy("注记的瓦片地址"),
        help_text=gettext_lazy("路名、地名那一层，同一个网站；没有就空着。天地图把 vec_w 换成 cva_w。"),
        max_length=LONGEST,
        required=False,
    )
    secret = forms.CharField(
        label=gettext_lazy("密钥"),
        help_text=gettext_lazy(
            "加密保存，不再显示；空着就沿用原来的。浏览器取图时会带上它，请申请只供本网址用的浏览器端密钥。"
        ),
        max_length=LONGEST_SECRET,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    source = forms.CharField(
        label=gettext_lazy("来源"), help_text=gettext_lazy("写在图上，例如：天地图"), max_length=40, required=False
    )
    review = forms.CharField(
        label=gettext_lazy("审图号"),
        help_text=gettext_lazy("写在图上和打印件上，例如：GS（2024）0650号"),
        max_length=30,
        required=False,
    )
    deepest = forms.TypedChoiceField(
        label=gettext_lazy("最细到第几级"),
        choices=[(n, str(n)) for n in DEEPEST],
        coerce=int,
        empty_value=18,
        required=False,
    )

    def said(self) -> BaseMapSaid:
        given = self.cleaned_data
        return BaseMapSaid(given["template"], given["names"], given["source"], given["review"], given["deepest"] or 18)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def base_map_settings(request: StaffRequest) -> HttpResponse:
    """What the reader's jurisdiction has set up, and what it inherits. At most four statements besides the frame's."""
    prefix = kept_prefix(request.actor)[: PlaceLevel.STREET]
    as_set = base_map_as_set(prefix)
    posted = request.method == "POST"
    form = BaseMapForm(request.POST if posted else None, initial=_first(as_set))
    if posted and form.is_valid():
        with refused_into(form):
            is_on = form.cleaned_data["is_on"]
            set_base_map(
                actor=request.actor, key=read_key(request), prefix=prefix, is_on=is_on, said=form.said(),
                secret=form.cleaned_data["secret"],
            )  # fmt: skip
            forget_base_maps()
            messages.success(request, _("已保存，地图下面会铺上底图。") if is_on else _("已保存，地图只用自己的数据。"))
            return request.back_to("staff:base_map")
    used = base_map_of(prefix)
    return request.show(
        "staff/settings/base_map.html",
        status=422 if posted else 200,
        sections=sections("base_map", request.actor),
        form=form,
        place=division_name(prefix) if prefix else _("整个平台"),
        is_on=bool(as_set and as_set[0]),
        has_secret=bool(as_set and as_set[2]),
        inherited=used if used and used.prefix != prefix else None,
        may_change=request.actor.may(SETTERS, prefix or "*"),
    )


def _first(as_set: tuple[bool, BaseMapSaid, bool] | None) -> dict[str, object]:
    if as_set is None:
        return {"deepest": 18}
    is_on, said, _has_secret = as_set
    return {
        "is_on": is_on, "template": said.template, "names": said.names, "source": said.source, "review": said.review,
        "deepest": said.deepest,
    }  # fmt: skip
