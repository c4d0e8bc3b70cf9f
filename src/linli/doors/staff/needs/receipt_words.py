"""The receipt of a match in sentences: why this, what would change it; why a need stays unmet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from linli.alliance.queries.match_runs import Proposal, UnmetLine
from linli.doors.look.words_for_time import day_words
from linli.kernel import clock


def far_words(far: int) -> str:
    """How far an area is meant."""
    return (_("本网格"), _("本社区"), _("本街道"), _("更大的范围"))[far]


def why_words(one: dict[str, Any], proposal: Proposal) -> str:
    """One reason of a match."""
    match one["code"]:
        case "urgent":
            return _("这件急，先满足")
        case "only":
            return _("只有这一家对得上")
        case "nearest":
            return _("对得上的有 %(n)d 项，这项最近（%(far)s）") % {
                "n": proposal.considered,
                "far": far_words(one["far"]),
            }
        case "shared_out":
            return _("更近的要留给别的网格更需要的，这项也对得上")
        case "share":
            return _("这样分，所在网格能对上的需求解决 %(share)d%%，最少的网格也尽量多") % {
                "share": round(one["share"] * 100)
            }
        case _:
            return _("同样情况下，它提出得更早")


def change_words(one: dict[str, Any], proposal: Proposal) -> str:
    """What would change a match."""
    match one["code"]:
        case "next":
            return _("这家不行时，换%(unit)s") % {"unit": proposal.other}
        case "no_other":
            return _("这家不行时，眼下没有别家能替")
        case "more":
            return _("再多 %(n)s %(unit)s 才够") % {"n": _plain(one["quantity"]), "unit": proposal.unit}
        case _:
            return _("有更急的需求时，先给更急的")


def unmet_words(line: UnmetLine) -> str:
    """Why a need stays unmet."""
    ready = line.facts.get("ready_on")
    day = day_words(date.fromisoformat(ready), today=clock.today()) if ready else ""
    match line.reason:
        case "nobody":
            return _("还没有单位提供这一样")
        case "used_up" if line.takers:
            said = {"who": _("、").join(line.takers), "n": line.facts["others"], "urgent": line.facts["urgent"]}
            if line.facts["urgent"]:
                return _("分给了 %(n)d 件别的需求（其中 %(urgent)d 件更急）：%(who)s") % said
            return _("分给了 %(n)d 件别的需求：%(who)s") % said
        case "used_up":
            return _("有这一样的单位，剩下的不够了")
        case "unit":
            return _("%(unit)s提供的按“%(measure)s”计，对不上，请商量折算") % {
                "unit": line.unit_name,
                "measure": line.facts["unit"],
            }
        case "area":
            return _("%(unit)s只供别的地方") % {"unit": line.unit_name}
        case "window":
            return _("%(unit)s的时段和要的时段对不上") % {"unit": line.unit_name}
        case "late":
            return _("%(unit)s最快 %(day)s 才能到，赶不上") % {"unit": line.unit_name, "day": day}
        case _:
            return _("%(unit)s的有效期对不上") % {"unit": line.unit_name}


def _plain(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
