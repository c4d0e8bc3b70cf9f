"""`{% load ledger_steps %}`: where one is on the way from a file to cases."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from linli.doors.look.tags.panels import steps

register = template.Library()


@register.inclusion_tag("look/parts/steps.html")
def ledger_steps(current: int) -> dict[str, Any]:
    """The four steps of an import; `current` counts from 1."""
    return steps(current, [_("选文件"), _("认列"), _("看结果"), _("导入")])
