"""What the other rooms can be counted by (standards.zh.md §9): each a set of rows within a span, and which of them hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from linli.activities.models import Activity
from linli.activities.rules import ActivityState
from linli.alliance.models import Need, Project, Wish
from linli.alliance.queries.wish_figures import NEVER_TAKEN_UP
from linli.alliance.rules import WishState
from linli.alliance.rules.need_loop import NeedState
from linli.alliance.rules.project_loop import ProjectState
from linli.forms.models import FormFilling
from linli.halls.models import Motion
from linli.halls.rules import RESOLVED, MotionState
from linli.kernel import clock
from linli.people.models import HomeRegister
from linli.teams.models import HoursEntry, HoursShare, Volunteer
from linli.teams.rules.hours import HoursState
from linli.teams.rules.volunteers import ACTIVE_DAYS, VolunteerState
from linli.votes.models import RollMark, Vote
from linli.votes.rules.phases import Phase

from .models import RegisterCount
from .rules import Period

_ = str  # marks a Chinese source string for the catalogue; the door translates it


@dataclass(frozen=True, slots=True)
class RoomIndicator:
    """`rows` are what a span is about, in the scope in force; `holds` says which of them count above the line.

    Where rows weigh more than one each (people on a roll, fields of a form), `above` and `below` name the two numbers of a row.
    `title` (empty: the place) and `at` are the columns a list of them shows; `is_now` says that it stands as of today whatever
    the span. `is_time` says that above are minutes and the value is hours for each one below, not a share.
    """

    code: str
    label: str
    formula: str
    rows: Callable[[Period], QuerySet[Any]]
    holds: Callable[[Period], Q]
    title: str
    at: str
    above: str = ""
    below: str = ""
    is_now: bool = False
    is_time: bool = False

    def counted(self, period: Period) -> tuple[Any, Any]:
        """Numerator and denominator of the rows of `period`, as aggregates."""
        if self.below:
            return _whole(Sum(self.above, filter=self.holds(period))), _whole(Sum(self.below))
        return Count("id", filter=self.holds(period)), Count("id")


def _whole(sums: Sum) -> Coalesce:
    return Coalesce(sums, 0, output_field=IntegerField())


def _within(column: str, period: Period) -> Q:
    return Q(**{f"{column}__gte": period.start, f"{column}__lt": period.end})


def _helped_lately(period: Period) -> Q:
    return Q(helped_at__gte=clock.now() - timedelta(days=ACTIVE_DAYS))


def _hours(period: Period) -> QuerySet[Any]:
    """Confirmed entries with their minutes and how many times somebody helped; one that takes another back counts below nought."""
    shares = HoursShare.objects.filter(street_code=OuterRef("street_code"), entry_id=OuterRef("id")).order_by()
    shares = shares.values("entry_id")
    given = Count("id", filter=Q(minutes__gt=0)) - Count("id", filter=Q(minutes__lt=0))
    rows = HoursEntry.objects.filter(
        state=HoursState.CONFIRMED, held_on__gte=period.first, held_on__lte=period.last, confirmed_at__isnull=False
    )
    return rows.annotate(
        minutes=Coalesce(Subquery(shares.annotate(n=Sum("minutes")).values("n"), output_field=IntegerField()), 0),
        times=Coalesce(Subquery(shares.annotate(n=given).values("n"), output_field=IntegerField()), 0),
    )


def _votes(period: Period) -> QuerySet[Any]:
    marks = RollMark.objects.filter(street_code=OuterRef("street_code"), vote_id=OuterRef("id")).order_by()
    voted = Subquery(marks.values("vote_id").annotate(n=Count("id")).values("n"), output_field=IntegerField())
    held = Vote.objects.filter(_within("closes_at", period), phase__in=[Phase.COUNTING, Phase.DECLARED])
    return held.filter(roll_heads__gt=0).annotate(voted=Coalesce(voted, 0))


ROOM_INDICATORS: tuple[RoomIndicator, ...] = (
    RoomIndicator(
        "wishes", _("心愿达成率"), _("已实现的心愿 ÷ 本期公示的心愿（不含撤回）"),
        lambda p: Wish.objects.filter(_within("published_at", p)).exclude(state__in=NEVER_TAKEN_UP),
        lambda p: Q(state=WishState.CONFIRMED), "public_words", "published_at",
    ),
    RoomIndicator(
        "needs", _("需求落实率"), _("已办好的需求 ÷ 本期提出的需求（不含撤回）"),
        lambda p: Need.objects.filter(_within("asked_at", p)).exclude(state=NeedState.WITHDRAWN),
        lambda p: Q(state__in=[NeedState.FULFILLED, NeedState.CONFIRMED]), "title", "asked_at",
    ),
    RoomIndicator(
        "projects", _("项目完工率"), _("已验收的项目 ÷ 本期立项的项目（不含停止）"),
        lambda p: Project.objects.filter(_within("approved_at", p)).exclude(state=ProjectState.STOPPED),
        lambda p: Q(accepted_at__isnull=False), "title", "approved_at",
    ),
    RoomIndicator(
        "motions", _("议题转化率"), _("形成决议的议题 ÷ 本期提交的议题（不含撤回和并入）"),
        lambda p: Motion.objects.filter(_within("raised_at", p)).exclude(
            state__in=[MotionState.WITHDRAWN, MotionState.MERGED]
        ),
        lambda p: Q(state__in=RESOLVED), "title", "raised_at",
    ),
    RoomIndicator(
        "resolutions", _("议事落实率"), _("已落实的决议 ÷ 本期形成的决议"),
        lambda p: Motion.objects.filter(_within("resolved_at", p), state__in=RESOLVED),
        lambda p: Q(state__in=[MotionState.DONE, MotionState.CLOSED]), "title", "resolved_at",
    ),
    RoomIndicator(
        "turnout", _("投票参与率"), _("投了票的人数 ÷ 名册上的人数，只算本期截止的投票"),
        _votes, lambda p: Q(), "title", "closes_at", above="voted", below="roll_heads",
    ),
    RoomIndicator(
        "activities", _("活动到场率"), _("到场的人数 ÷ 报上名的人数，只算本期办结的活动"),
        lambda p: Activity.objects.filter(_within("ended_at", p), state=ActivityState.SETTLED, places__gt=0),
        lambda p: Q(), "title", "ended_at", above="came", below="places",
    ),
    RoomIndicator(
        "volunteers", _("活跃志愿者"), _("最近 90 天帮过一次以上的志愿者 ÷ 现在登记在册的志愿者；到今天为止"),
        lambda p: Volunteer.objects.filter(state=VolunteerState.ACTIVE), _helped_lately,
        "code", "registered_at", is_now=True,
    ),
    RoomIndicator(
        "hours", _("志愿服务时长"), _("本期服务、已确认的时长 ÷ 人次，得到平均每人次的时长；撤销的减掉"),
        _hours, lambda p: Q(), "what", "confirmed_at", above="minutes", below="times", is_time=True,
    ),
    RoomIndicator(
        "bound", _("地址匹配率"), _("本期导入的居民和地址台账里，对到住房的行数 ÷ 全部行数"),
        lambda p: HomeRegister.objects.filter(_within("begun_at", p), rows__gt=0),
        lambda p: Q(), "file_name", "begun_at", above="bound", below="rows",
    ),
    RoomIndicator(
        "fresh", _("居民信息更新鲜度"), _("90 天内核实过的居民 ÷ 登记的居民；每夜数一次，到最近一次为止"),
        lambda p: RegisterCount.objects.filter(residents__gt=0), lambda p: Q(), "", "counted_at",
        above="fresh", below="residents", is_now=True,
    ),
    RoomIndicator(
        "prefilled", _("自动带出占比"), _("平台自动带出的项数 ÷ 本期登记表单填报的全部项数"),
        lambda p: FormFilling.objects.filter(_within("filled_at", p)).annotate(
            title=F("form__title"), fields=F("prefilled") + F("typed")
        ),
        lambda p: Q(), "title", "filled_at", above="prefilled", below="fields",
    ),
)  # fmt: skip

ROOM_BY_CODE = {one.code: one for one in ROOM_INDICATORS}
