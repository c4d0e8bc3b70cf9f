"""What each entry of a project asks for, and the deed it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.alliance.actions.add_project_spot import add_project_spot
from linli.alliance.actions.change_project import change_project
from linli.alliance.actions.count_turnout import count_turnout
from linli.alliance.actions.finish_milestone import finish_milestone
from linli.alliance.actions.look_after_project import look_after_project
from linli.alliance.actions.write_milestone import write_milestone
from linli.alliance.actions.write_project_money import write_project_money
from linli.alliance.actions.write_project_quantity import write_project_quantity
from linli.alliance.queries.project_page import ProjectPage
from linli.alliance.rules.project_figures import Money, MoneySource, Quantity, QuantityUnit, TurnoutKind
from linli.doors.staff.cases.fields import PhotographsField
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.teams.queries import posts_within

from . import entry_fields as field
from .words import EMPTY


class EntryForm(forms.Form):
    """One entry. `title` names it, `held` gives what a line says now, each form's `enter(actor, key)` does the
    deed."""

    title: Promise
    tab = "staff:project"
    may_change = True

    def __init__(self, data: Any, files: Any, *, page: ProjectPage, line: UUID | None = None) -> None:
        super().__init__(data, files, initial=self.held(page, line))
        self.page, self.line = page, line

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        """What the fields begin with."""
        return {}


class WordsForm(EntryForm):
    """What it is called, what for, whom to ask."""

    title = _("改名称和说明")
    may_change = False
    name = field.line(_("项目名称"), 80)
    aim = field.line(_("要解决什么"), 400, rows=3)
    ask_whom = field.line(
        _("居民问谁（公示）"), 120, _("写岗位和办公电话，例如：社区专干，电话 0566-2045678"), needed=False
    )

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        return {"name": page.title, "aim": page.aim, "ask_whom": page.ask_whom}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        change_project(
            actor=actor,
            key=key,
            project=self.page.key,
            title=said["name"],
            aim=said["aim"],
            ask_whom=said["ask_whom"],
        )


class MoneyForm(EntryForm):
    """A line of the budget."""

    title = _("资金")
    item = field.line(_("用在哪里"), 60, _("例如：路面铺设"))
    source = field.choice(_("钱从哪里来"), MoneySource)
    planned = field.amount(_("计划（元）"), 13)
    spent = field.amount(_("已用（元）"), 13)

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        if line is None:
            return {"spent": 0}
        held = next((one.line for one in page.money if one.id == line), None)
        if held is None:
            raise NotFound("line", line)
        return {"item": held.item, "source": held.source.value, "planned": held.planned, "spent": held.spent}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        money = Money(said["item"], MoneySource(said["source"]), said["planned"], said["spent"])
        write_project_money(actor=actor, key=key, project=self.page.key, money=money, line=self.line)


class QuantityForm(EntryForm):
    """A line of the works."""

    title = _("工程量")
    item = field.line(_("做什么"), 40, _("例如：停车位；标线；路灯"))
    unit = field.choice(_("单位"), QuantityUnit)
    planned = field.amount(_("计划数量"), 11)
    done = field.amount(_("已完成数量"), 11, _("现场实测，可填小数。"))

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        if line is None:
            return {"done": 0}
        held = next((one for one in page.quantities if one.id == line), None)
        if held is None:
            raise NotFound("line", line)
        return {"item": held.item, "unit": held.unit.value, "planned": held.planned, "done": held.done}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        quantity = Quantity(said["item"], QuantityUnit(said["unit"]), said["planned"], said["done"])
        write_project_quantity(actor=actor, key=key, project=self.page.key, quantity=quantity, line=self.line)


class MilestoneForm(EntryForm):
    """A milestone: what, by when, who answers for it."""

    title = _("节点")
    name = field.line(_("节点"), 60, _("例如：方案公示；路面铺设完成"))
    due_on = field.day(_("哪天以前"), _("过了这天没办完，会提醒责任人，再逐级提醒。"))
    post = forms.ChoiceField(label=_("谁负责"), required=False, error_messages={"invalid_choice": EMPTY})
    delayed = field.line(_("改期原因（往后推时必填，会公示）"), 200, needed=False)

    def __init__(self, data: Any, files: Any, *, page: ProjectPage, line: UUID | None = None) -> None:
        super().__init__(data, files, page=page, line=line)
        self.fields["post"].choices = [("", gettext("由牵头的负责")), *post_choices(page)]
        if line is None:
            del self.fields["delayed"]

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        if line is None:
            return {}
        held = next((one for one in page.milestones if one.id == line), None)
        if held is None:
            raise NotFound("line", line)
        return {"name": held.title, "due_on": held.due_on, "post": str(held.post_id or "")}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        write_milestone(
            actor=actor,
            key=key,
            project=self.page.key,
            title=said["name"],
            due_on=said["due_on"],
            post_id=UUID(said["post"]) if said["post"] else None,
            line=self.line,
            delayed=said.get("delayed", ""),
        )


class DoneForm(EntryForm):
    """A milestone is done."""

    title = _("节点办完了")
    done_on = field.day(_("哪天办完的"))
    note = field.line(_("说明（会公示）"), 200, needed=False)
    photographs = PhotographsField(label=_("现场照片（可不传）"), required=False)

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        if line is None or all(one.id != line for one in page.milestones):
            raise NotFound("line", line)
        return {"done_on": clock.today()}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        finish_milestone(
            actor=actor,
            key=key,
            milestone=RowKey(self.page.key.street_code, self.line),
            done_on=said["done_on"],
            note=said["note"],
            photographs=said["photographs"] or (),
        )


class SpotForm(EntryForm):
    """A point to photograph from."""

    title = _("加一个拍照点")
    tab = "staff:project_pictures"
    may_change = False
    name = field.line(_("拍照点"), 40, _("例如：2 号楼北侧路口"))
    stand = field.line(_("站在哪里、朝哪边（方便下次拍同一个角度）"), 80, needed=False)

    def enter(self, actor: Actor, key: UUID) -> None:
        add_project_spot(actor=actor, key=key, project=self.page.key, **self.cleaned_data)


class TurnoutForm(EntryForm):
    """How many residents came."""

    title = _("记一次居民参与")
    may_change = False
    kind = field.choice(_("什么活动"), TurnoutKind, cards=True)
    held_on = field.day(_("哪天"))
    people = forms.IntegerField(
        label=_("来了多少居民"),
        help_text=_("只记人数，不记姓名。"),
        min_value=1,
        max_value=100_000,
        error_messages={"required": EMPTY, "invalid": _("请填一个数字。"), "min_value": _("至少 1 人。")},
    )
    words = field.line(_("说明"), 60, needed=False)

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        return {"held_on": clock.today()}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        count_turnout(
            actor=actor,
            key=key,
            project=self.page.key,
            kind=TurnoutKind(said["kind"]),
            held_on=said["held_on"],
            people=said["people"],
            words=said["words"],
        )


class LookForm(EntryForm):
    """An inspection of what was built."""

    title = _("记一次维护检查")
    may_change = False
    looked_on = field.day(_("哪天看的"))
    is_fine = forms.ChoiceField(
        label=_("看下来怎么样"),
        choices=[("1", _("完好")), ("0", _("有问题，转为事项去办"))],
        widget=forms.RadioSelect,
        error_messages={"required": EMPTY, "invalid_choice": EMPTY},
    )
    note = field.line(_("哪里有问题、在什么位置"), 200, needed=False, rows=2)

    @classmethod
    def held(cls, page: ProjectPage, line: UUID | None) -> dict[str, Any]:
        return {"looked_on": clock.today()}

    def enter(self, actor: Actor, key: UUID) -> None:
        said = self.cleaned_data
        look_after_project(
            actor=actor,
            key=key,
            project=self.page.key,
            looked_on=said["looked_on"],
            is_fine=said["is_fine"] == "1",
            note=said["note"],
        )


ENTRY_FORMS: dict[str, Callable[..., EntryForm]] = {
    "words": WordsForm,
    "money": MoneyForm,
    "quantity": QuantityForm,
    "milestone": MilestoneForm,
    "done": DoneForm,
    "spot": SpotForm,
    "turnout": TurnoutForm,
    "look": LookForm,
}
"""The entries by their name in the address."""


def post_choices(page: ProjectPage) -> list[tuple[str, str]]:
    """The posts of the project's community, who holds them beside. One statement."""
    posts = posts_within(page.place_code[:12])
    return [(str(one.id), f"{one.title} {one.holder_name}".strip()) for one in posts]
