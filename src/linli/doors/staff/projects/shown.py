"""A project as its pages show it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.alliance.queries.project_page import ProjectPage
from linli.alliance.rules.project_loop import DONE, OPEN, ProjectTurn

from .words import money_words, plain, yuan

TONES = {
    ProjectTurn.MILESTONE_LATE: "overdue",
    ProjectTurn.MILESTONE_MOVED: "soon",
    ProjectTurn.MILESTONE_DONE: "settled",
}


def shown_of(page: ProjectPage, tab: str = "") -> dict[str, Any]:
    """What every page about the project shows of it."""
    done = sum(one.done_on is not None for one in page.milestones)
    return {
        "page": page,
        "project_id": page.id,
        "money_words": money_words(page.money_sums),
        "money_rows": [
            {
                "one": one,
                "source": _(one.line.source.label),
                "planned": yuan(one.line.planned),
                "spent": yuan(one.line.spent),
            }
            for one in page.money
        ],
        "source_bars": [
            {
                "label": _(source.label),
                "value": plain(sums.planned),
                "base": _("已用 %(spent)s") % {"spent": yuan(sums.spent)},
            }
            for source, sums in page.money_by_source
        ],
        "quantity_rows": [
            {
                "one": one,
                "planned": f"{plain(one.planned)} {_(one.unit.label)}",
                "done": f"{plain(one.done)} {_(one.unit.label)}",
            }
            for one in page.quantities
        ],
        "milestones_done": done,
        "milestones_all": len(page.milestones),
        "late": sum(one.is_late for one in page.milestones),
        "is_done": page.state in DONE,
        "is_open": page.state in OPEN,
        "story": story_of(page),
        "gain_words": gain_words(page),
        "rating_words": rating_words(page),
        "tabs": [
            {"label": _("概况"), "url": reverse("staff:project", args=[page.id]), "current": tab == "staff:project"},
            {
                "label": _("前后照片"),
                "url": reverse("staff:project_pictures", args=[page.id]),
                "current": tab == "staff:project_pictures",
            },
            {
                "label": _("问需 问计 问效"),
                "url": reverse("staff:project_surveys", args=[page.id]),
                "current": tab == "staff:project_surveys",
            },
        ],
    }


def gain_words(page: ProjectPage) -> str:
    """Who gains, in one sentence with where it comes from."""
    gain = page.gain
    if not gain.places:
        return _("还没有选定涉及的小区和楼栋")
    return _(
        "%(estates)d 个小区 %(buildings)d 栋楼，房屋 %(dwellings)d 套，登记住户 %(households)d 户、居民 %(people)d 人"
    ) % {
        "estates": gain.estates,
        "buildings": gain.buildings,
        "dwellings": gain.dwellings,
        "households": gain.households,
        "people": gain.people,
    }


def rating_words(page: ProjectPage) -> str:
    """What followers say, never a mean without its base."""
    rating = page.rating
    if not rating.n:
        return _("%(followers)d 人关注，还没有人评价") % {"followers": rating.followers}
    return _("%(mean)s 分（满分 5 分，%(n)d 人评价，%(followers)d 人关注）") % {
        "mean": f"{rating.mean:.1f}",
        "n": rating.n,
        "followers": rating.followers,
    }


def story_of(page: ProjectPage) -> list[dict[str, Any]]:
    """What happened, oldest first."""
    return [
        {
            "at": turn.at,
            "deed": _(turn.deed.label),
            "who": turn.who if turn.who != "system" else _("系统"),
            "text": turn.text,
            "tone": TONES.get(turn.deed, ""),
        }
        for turn in page.turns
    ]
