"""Numbers with their base, and plots with their table."""

from functools import cache
from pathlib import Path

from django import template
from django.templatetags.static import static

from linli.doors.look import plots, shaded

register = template.Library()

BUILT = "look/built/plots.js"
_STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def drawing() -> str:
    """The address of the script that draws plots on the page (`client/`); empty where it is not built, and the plots stay as
    the server draws them."""
    if not (_STATIC / BUILT).is_file():
        return ""
    try:
        return static(BUILT)
    except ValueError:  # built since the static files were collected
        return ""


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
def line_plot(
    title: str, points: list, unit: str = "", source: str = "", label: str = "", names: list | None = None
) -> dict:
    """Lines over time from zero up, their table beneath. `points`: `[(label, value or None, …)]`; None leaves a gap. `names`
    tell up to three lines apart, the first is the one the page is about."""
    plot = plots.line(points, names or ())
    return {"title": title, "plot": plot, "unit": unit, "source": source, "label": label, "drawing": drawing()}


@register.inclusion_tag("look/parts/small_plots.html")
def small_plots(title: str, points: list, places: list, unit: str = "", source: str = "", label: str = "") -> dict:
    """The same line for each of many, on one scale, with one table. `points`: `[(label, value or None, …)]` in the order of
    `places`: `[{label, words?, url?}]`, `words` a total beside the name."""
    whole = plots.line(points, [str(place["label"]) for place in places])
    small = [{**place, "line": line} for place, line in zip(places, whole.lines, strict=False)]
    return {
        "title": title, "plot": whole, "small": small, "top": f"{whole.top:g}", "ends": [r[0] for r in (whole.rows[:1] + whole.rows[-1:])],
        "unit": unit, "source": source, "label": label, "drawing": drawing(),
    }  # fmt: skip


@register.inclusion_tag("look/parts/shaded_map.html")
def shaded_map(title: str, places: list, heads: list, label: str = "", source: str = "", unit: str = "") -> dict:
    """A map of places shaded by value, with its table beside it. `places`: `[{label, value, words, cells, url?, rings}]`; `cells` are
    the columns `heads` names, the value's own words first. Where no ground is known the table stands alone."""
    drawn = shaded.shaded_map(places)
    return {
        "title": title, "map": drawn, "places": places, "heads": heads, "label": label, "source": source, "unit": unit,
        "drawing": drawing(),
    }  # fmt: skip
