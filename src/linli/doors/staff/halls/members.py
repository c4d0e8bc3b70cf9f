"""Who sits in a hall: the list, a new seat, a member who leaves, a consent withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.halls.actions.seat_member import ConsentWay, Seat, seat_member
from linli.halls.actions.unseat_member import unseat_member
from linli.halls.queries.find import find_hall, find_member
from linli.halls.queries.members import member_list
from linli.halls.rules import SEATS, HallKind, MemberPart
from linli.kernel.errors import Conflict
from linli.teams.queries import posts_within

from .form_page import RowsForm, choice, day, form_page, line, phone
from .halls import READERS


class SeatForm(RowsForm):
    """Who sits, for whom; in a children's council with the guardian's consent."""

    rows_of = (("name", "phone"), ("guardian", "guardian_phone"), ("consent_on", "consent_way"))

    part = choice(_("做什么"), MemberPart, cards=True)
    name = line(_("姓名"), most=40, autocomplete="off")
    phone = phone(_("电话"), _("开会签到时凭这个号码认成员。"))
    seat = line(_("代表谁"), most=40, required=False, list="seats")
    post = forms.ChoiceField(
        label=_("平台上的岗位"), help_text=_("选了岗位，本人在自己的账号里收通知、签记录。"), required=False,
        error_messages={"invalid_choice": _("请重新选。")},
    )  # fmt: skip

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [("", gettext("没有账号")), *posts]
        said = gettext("、").join(gettext(one) for one in SEATS)
        self.fields["seat"].help_text = gettext("例如：%(seats)s") % {"seats": said}


class ChildSeatForm(SeatForm):
    """A seat of a children's council: members and observers are minors."""

    guardian = line(_("监护人姓名"), _("成员和观察员是未成年人，监护人同意了才能登记。"), 40, required=False)
    guardian_phone = phone(_("监护人电话"))
    consent_on = day(_("哪天同意的"), required=False)
    consent_way = choice(_("怎么同意的"), ConsentWay, required=False)


@require_safe
@staff_page(roles=READERS)
def members(request: StaffRequest, hall: UUID) -> HttpResponse:
    """The seats; looking is recorded. At most eleven statements with the frame."""
    found = member_list(request.actor, hall)
    return request.show(
        "staff/halls/members.html",
        found=found,
        hall=found.hall,
        ways={one.value: _(one.label) for one in ConsentWay},
        standing=[one for one in found.members if one.left_at is None],
        left=[one for one in found.members if one.left_at is not None],
        is_council=found.hall.kind == HallKind.CHILDREN,
    )


@staff_page(roles=READERS)
def new_member_of_hall(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Seat somebody."""
    row = find_hall(hall)
    posts = [(str(one.id), f"{one.title} {one.holder_name}") for one in posts_within(row.place_code[:12])]
    kind = ChildSeatForm if row.kind == HallKind.CHILDREN else SeatForm
    form = kind(request.POST if request.method == "POST" else None, posts=posts)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        post = said.pop("post")
        with refused_into(form):
            try:
                seat_member(
                    actor=request.actor, key=read_key(request), hall=row.key,
                    seat=Seat(post_id=UUID(post) if post else None, **said),
                )  # fmt: skip
            except Conflict:
                form.add_error("phone", gettext("这个号码已经是这里的成员了。"))
            else:
                messages.success(request, gettext("已登记。"))
                return request.back_to("staff:hall_members", hall)
    return form_page(
        request, form, _("登记成员"), back=reverse("staff:hall_members", args=[hall]), back_words=_("回到成员名单"),
        sub=_("孩子对外只叫“小议员”加号码，监护人随时可以撤回同意，撤回后姓名就抹去。") if kind is ChildSeatForm else "",
    )  # fmt: skip


@require_POST
@staff_page(roles=READERS)
def unseat(request: StaffRequest, hall: UUID, member: UUID) -> HttpResponse:
    """A member leaves; with `consent` withdrawn the child is erased."""
    row = find_member(find_hall(hall), member)
    withdrawn = request.POST.get("consent") == "withdrawn"
    unseat_member(actor=request.actor, key=read_key(request), member=row.key, consent_withdrawn=withdrawn)
    messages.success(request, gettext("姓名和电话已抹去，只留号码。") if withdrawn else gettext("已退出。"))
    return request.back_to("staff:hall_members", hall)
