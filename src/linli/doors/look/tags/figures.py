"""Numbers with their base, and plots with their table."""

from django import template

from linli.doors.look import plots

register = template.Library()


@register.inclusion_tag("look/parts/figure.html")
def figure(
    label: str,
    value: object = None,
    numerator: object = None,
    denominator: object = None,
    unit: str = "",
    base: str = "",
    formula: str = "",
    tone: str = "",
    url: str = "",
) -> dict:
    """A number that can be checked: `value` large, its base beneath (`31/34 已回访`), its `formula` behind 口径.

    `value` None with a denominator of 0 says 暂无数据 instead of a zero. `base` is the word after the fraction,
    `url` leads to the rows counted, `tone` as in `status`.
    """
    return locals()


@register.inclusion_tag("look/parts/bar_plot.html")
def bar_plot(title: str, points: list, unit: str = "", source: str = "", label: str = "") -> dict:
    """Horizontal bars that are their own table. `points`: `[{label, value, base?, url?, tone?}]` in the order shown.

    `title` says the finding (`漏水最多：31 件`), `label` what the rows are, `unit` what is counted.
    """
    return {"title": title, "bars": plots.bars(points), "unit": unit, "source": source, "label": label}


@register.inclusion_tag("look/parts/line_plot.html")
def line_plot(title: str, points: list, unit: str = "", source: str = "", label: str = "") -> dict:
    """A line over time from zero up, its table beneath. `points`: `[(label, value or None)]`; None leaves a gap."""
    return {"title": title, "plot": plots.line(points), "unit": unit, "source": source, "label": label}
