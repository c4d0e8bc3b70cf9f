"""Opening a post."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.role_words import ROLE_WORDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.teams.actions.open_post import open_post
from linli.teams.queries import organisations_within
from linli.teams.queries.keeping import managed_communities, places_for_posts, roles_to_open
from linli.teams.rules import LEVELS, ON_BEHALF, ORGANISATION_KEEPERS

from .posts import chosen_community


class PostForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("岗位"))
    place_code = forms.ChoiceField(
        label=gettext_lazy("负责哪里"), help_text=gettext_lazy("网格员、网格长选网格，社区的岗位选社区，依此类推。")
    )
    organisation_id = forms.ChoiceField(
        label=gettext_lazy("所属单位"),
        required=False,
        help_text=gettext_lazy("部门联络员和物业公司要选，其他岗位不用选。"),
    )
    title = forms.CharField(
        label=gettext_lazy("岗位名称"), max_length=60, required=False, help_text=gettext_lazy("空着就用“地方＋岗位”。")
    )

    holder_name = forms.CharField(
        label=gettext_lazy("由谁担任"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("没有账号的楼栋长写姓名就行；有账号的空着，下一步再任命。"),
    )

    def __init__(self, *args: Any, roles: list[Role], places: list[tuple[str, str]], firms: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.places, self.firms = dict(places), {str(one.id): one.name for one in firms}
        self.fields["role"].choices = [("", _("请选择")), *((role.value, ROLE_WORDS[role]) for role in roles)]
        self.fields["place_code"].choices = [("", _("请选择")), *places]
        self.fields["organisation_id"].choices = [("", _("不代表单位")), *self.firms.items()]

    def clean(self) -> dict[str, Any]:
        """The level fits the role; the organisation is there where it must be; a title is made where none was typed."""
        asked = super().clean()
        role, place = asked.get("role"), asked.get("place_code")
        if not role or not place:
            return asked
        if len(place) not in LEVELS[Role(role)]:
            self.add_error("place_code", _("这个岗位不设在这一级，请换一个地方。"))
        if Role(role) not in ON_BEHALF:
            asked["organisation_id"] = ""
        elif not asked.get("organisation_id"):
            self.add_error("organisation_id", _("请选择这个岗位代表的单位。"))
        head = self.firms.get(asked.get("organisation_id", ""), "") or self.places[place]
        asked["title"] = asked.get("title") or f"{head}{ROLE_WORDS[Role(role)]}"[:60]
        return asked


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=ORGANISATION_KEEPERS)
def new_post(request: StaffRequest) -> HttpResponse:
    """The form; then the new post's page, where somebody is appointed. Four statements besides the frame's."""
    community = chosen_community(request, managed_communities(request.actor))
    if not community:
        raise NotFound("place")
    form = PostForm(
        request.POST if request.method == "POST" else None,
        roles=roles_to_open(request.actor, community),
        places=places_for_posts(community),
        firms=organisations_within(community),
        initial={"role": request.GET.get("role", ""), "place_code": request.GET.get("place", "")},
    )
    if form.is_valid():
        asked = form.cleaned_data
        with refused_into(form):
            row = open_post(
                actor=request.actor,
                key=read_key(request),
                role=Role(asked["role"]),
                place_code=asked["place_code"],
                title=asked["title"],
                organisation_id=UUID(asked["organisation_id"]) if asked["organisation_id"] else None,
                holder_name=asked["holder_name"],
            )
            messages.success(request, _("已设立%(title)s，请安排人。") % {"title": row.title})
            return request.back_to("staff:post", row.street_code, row.id)
    return request.show(
        "staff/posts/new_post.html", status=422 if form.is_bound else 200, form=form, community=community
    )
