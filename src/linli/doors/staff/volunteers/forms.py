"""What the deeds on volunteers, calls, hours, teams and trainings ask for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.moment_fields import DayField, MomentField
from linli.doors.staff.cases.fields import PhotographsField
from linli.doors.volunteer_fields import EMPTY
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.teams.rules.calls import MOST_PLACES
from linli.teams.rules.training import TeamKind, TrainingKind
from linli.teams.rules.volunteers import Skill

TOO_LONG = _("太长了，请精简到 %(limit_value)d 字以内。")
A_NUMBER = {
    "required": EMPTY,
    "invalid": _("请填一个数字。"),
    "min_value": _("数字太小了。"),
    "max_value": _("数字太大了。"),
}


def a_text(label: str, most: int, *, required: bool = True, rows: int = 0, hint: str = "") -> forms.CharField:
    """A text of at most so many characters, in a box of `rows` or on a line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )


def number_field(
    label: str, least: int, most: int, *, required: bool = True, hint: str = "", **more: Any
) -> forms.IntegerField:
    """A whole number within bounds."""
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=least, max_value=most, error_messages=A_NUMBER, **more
    )


def choice_field(label: str, choices: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    """One of few."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        error_messages={"required": EMPTY, "invalid_choice": _("请在列出的里面选。")},
        **more,
    )


class ReasonForm(forms.Form):
    """A reason, told as it stands."""

    reason = a_text(_("原因（原样告诉本人）"), 200, rows=2)


class ExportForm(forms.Form):
    """What a copy of the list is for."""

    purpose = a_text(_("导出做什么用"), 80)


class CallForm(forms.Form):
    """A call for help."""

    title = a_text(_("要做什么（公开）"), 60, hint=_("例如：陪老人去医院；楼道大扫除。不写姓名和门牌。"))
    words = a_text(_("再说几句（公开）"), 400, required=False, rows=3)
    skills = forms.MultipleChoiceField(
        label=_("需要会什么（可不选）"),
        required=False,
        choices=[(one.value, _(one.label)) for one in Skill],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_at = MomentField(label=_("什么时候开始"))
    hours = forms.DecimalField(
        label=_("大约几小时"),
        min_value=0,
        max_value=24,
        decimal_places=1,
        max_digits=4,
        initial=2,
        error_messages=A_NUMBER,
    )
    places = number_field(_("需要几个人"), 1, MOST_PLACES, initial=2)
    estate = choice_field(_("在哪个小区（公开）"), [], required=False)
    address = a_text(_("详细地址（只给报名的人）"), 100, required=False)
    contact = a_text(_("到了找谁（只给报名的人）"), 60, required=False)
    safety = a_text(_("安全提醒（公开）"), 200, required=False, hint=_("例如：请穿防滑鞋；未满 18 周岁的不参加。"))
    team = choice_field(_("由哪支队伍组织"), [], required=False)

    def __init__(self, *args: Any, estates: list[Any], teams: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [
            ("", gettext("不在小区里，或说不清")),
            *((str(one.id), one.name) for one in estates),
        ]
        self.fields["team"].choices = [("", gettext("不由队伍组织")), *teams]

    def ends_at(self) -> datetime:
        """The end, from the beginning and the hours."""
        return self.cleaned_data["starts_at"] + timedelta(minutes=int(self.cleaned_data["hours"] * 60))


class FinishForm(forms.Form):
    """Who came to a call, and a word of thanks."""

    came = forms.MultipleChoiceField(label=_("来了的人"), required=False, widget=forms.CheckboxSelectMultiple)
    minutes = number_field(_("每人服务几分钟"), 1, 1440, hint=_("按实际时间，不超过约定的时间。"))
    served = number_field(_("帮到几个人"), 0, 100_000, initial=1)
    evidence = a_text(_("凭什么这样记"), 400, required=False, rows=2, hint=_("例如：签到表；求助的人打电话说办好了。"))
    thanks = a_text(_("想对帮忙的人说"), 200, required=False, rows=2)

    def __init__(self, *args: Any, takers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].choices = takers


class HoursForm(forms.Form):
    """Hours of a team's day or of other help."""

    what = a_text(_("做了什么"), 120)
    people = forms.MultipleChoiceField(label=_("动手的人"), required=False, widget=forms.CheckboxSelectMultiple)
    codes = a_text(_("其他人的志愿者编号"), 2000, required=False, rows=2, hint=_("10 位数字，用空格或换行隔开。"))
    led = forms.MultipleChoiceField(label=_("其中牵头组织的人"), required=False, widget=forms.CheckboxSelectMultiple)
    watched = forms.MultipleChoiceField(
        label=_("来看看、还没有动手的人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_at = MomentField(
        label=_("几点开始"), required=False, help_text=_("写了起止时间，系统会防止同一个人的时间重叠。")
    )
    ends_at = MomentField(label=_("几点结束"), required=False)
    held_on = DayField(label=_("没有起止时间的，写哪天做的"), required=False)
    minutes = number_field(_("每人几分钟"), 1, 1440, required=False, hint=_("有起止时间的可以不写。"))
    served = number_field(_("服务了几个人"), 0, 100_000, required=False)
    evidence = a_text(
        _("凭什么这样记"), 400, required=False, rows=2, hint=_("没有起止时间的必须写，例如：签到表、照片在哪里。")
    )

    photographs = PhotographsField(label=_("照片（可不传）"), required=False)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("people", "led", "watched"):
            self.fields[name].choices = members
            if not members:
                del self.fields[name]

    def span(self) -> tuple[datetime, datetime] | None:
        """From and to, when both were given."""
        said = self.cleaned_data
        return (said["starts_at"], said["ends_at"]) if said["starts_at"] and said["ends_at"] else None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if bool(said.get("starts_at")) != bool(said.get("ends_at")) and not {"starts_at", "ends_at"} & set(self.errors):
            self.add_error("ends_at", gettext("开始和结束要么都写，要么都不写。"))
        if not (said.get("people") or said.get("led") or said.get("codes", "").strip()):
            self.add_error(None, gettext("请选动手的人，或者写上志愿者编号。"))
        return said


class TeamForm(forms.Form):
    """A team."""

    name = a_text(_("队伍名称"), 40)
    kind = choice_field(_("哪一类"), [(one.value, _(one.label)) for one in TeamKind], widget=forms.RadioSelect)
    aim = a_text(_("做什么"), 200, required=False, rows=2)
    estate = choice_field(_("在哪个小区"), [], required=False)
    leader = choice_field(_("队长"), [], required=False)

    def __init__(self, *args: Any, estates: list[Any], members: list[tuple[str, str]] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estate"].choices = [("", gettext("整个社区")), *((str(one.id), one.name) for one in estates)]
        if members is None:
            del self.fields["leader"]
        else:
            self.fields["leader"].choices = [("", gettext("还没有定")), *members]


class CodesForm(forms.Form):
    """Volunteers by their codes."""

    codes = a_text(_("志愿者编号"), 2000, rows=2, hint=_("10 位数字，用空格或换行隔开。"))


class BranchForm(forms.Form):
    """The grids of a party branch."""

    grids = forms.MultipleChoiceField(label=_("建在哪些网格上"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, grids: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["grids"].choices = grids


class TrainingForm(forms.Form):
    """A training."""

    title = a_text(_("培训名称"), 60)
    topic = a_text(_("学什么（岗位按这个词要求）"), 30, hint=_("例如：消防检查；矛盾调解；信息采集。"))
    kind = choice_field(_("哪种形式"), [(one.value, _(one.label)) for one in TrainingKind], widget=forms.RadioSelect)
    held_at = MomentField(label=_("什么时候"))
    minutes = number_field(_("多少分钟"), 1, 480, initial=90)
    where = a_text(_("在哪里"), 60, required=False)
    teacher = a_text(_("谁来讲"), 40, required=False)
    materials = a_text(_("发了什么材料"), 1000, required=False, rows=2)


class AttendanceForm(forms.Form):
    """Who came, from the list of names."""

    people = forms.MultipleChoiceField(label=_("来了的人"), required=False, widget=forms.CheckboxSelectMultiple)
    codes = a_text(_("志愿者编号"), 2000, required=False, rows=2, hint=_("来听课的志愿者，10 位数字，用空格隔开。"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].choices = people


class PairForm(forms.Form):
    """A mentor and an apprentice."""

    mentor = choice_field(_("师傅"), [])
    apprentice = choice_field(_("徒弟"), [])
    goals = a_text(_("带什么、带到什么程度"), 400, rows=3)
    last_on = DayField(label=_("到哪天为止"), initial=lambda: clock.today() + timedelta(days=180))

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("mentor", "apprentice"):
            self.fields[name].choices = [("", gettext("请选择")), *posts]


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = a_text(_("带得怎么样"), 400, rows=2)


class CertificateForm(forms.Form):
    """The days a certificate covers."""

    first_on = DayField(label=_("从哪天起"), initial=lambda: clock.today().replace(month=1, day=1))
    last_on = DayField(label=_("到哪天止"), initial=clock.today)


def as_local(moment: datetime) -> datetime:
    """A moment as forms show it."""
    return moment.astimezone(SHANGHAI)
