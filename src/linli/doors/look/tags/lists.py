"""Work lists: table, sortable heads, picking rows for batch deeds, filters, pages, tabs."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from linli.doors.look.tags.drawing import draw

register = template.Library()


@register.simple_block_tag
def table(content: str, label: str, keyboard: bool = True, cards: bool = True, sticky: bool = True) -> SafeString:
    """A dense table around `<thead>` and `<tbody>`; `label` names it for screen readers.

    `keyboard`: j/k move between the rows' `row_link`s, Enter opens, x picks. `cards`: each row becomes a card on a
    phone (give every `<td>` a `data-label`, the telling one `class="lead"`); otherwise the table scrolls sideways.
    """
    return draw("table", content=content, label=label, keyboard=keyboard, cards=cards, sticky=sticky)


@register.inclusion_tag("look/parts/column.html", takes_context=True)
def column(context: Context, label: str, sort: str = "", current: str = "", css: str = "") -> dict:
    """A `<th>`. With `sort` it is a link setting `?sort=`; `current` is the list's present sort, `-` in front if falling.

    A new sort starts at the first page again. `css`: `number` aligns right, `narrow` takes no more than it needs.
    """
    shown = {"label": label, "css": css, "sort": sort, "direction": "", "url": ""}
    if sort:
        rising, falling = current == sort, current == f"-{sort}"
        shown["direction"] = "ascending" if rising else "descending" if falling else ""
        query = context["request"].GET.copy()
        query["sort"] = f"-{sort}" if rising else sort
        for name in ("after", "before"):
            query.pop(name, None)
        shown["url"] = f"?{query.urlencode()}"
    return shown


@register.inclusion_tag("look/parts/row_link.html")
def row_link(label: str, url: str) -> dict:
    """The one link that opens a row; the whole row answers to a click. One per `<tr>`."""
    return {"label": label, "url": url}


@register.inclusion_tag("look/parts/pick.html")
def pick(value: str, label: str, name: str = "pick", checked: bool = False) -> dict:
    """The `<td>` with a row's checkbox for batch deeds; `label` says which row (`选中 东湖-2048`)."""
    return locals()


@register.inclusion_tag("look/parts/pick_all.html")
def pick_all() -> dict:
    """The `<th>` over `pick` cells; selecting all needs JavaScript and hides without."""
    return {}


@register.simple_block_tag
def batch_bar(content: str) -> SafeString:
    """Deeds on the picked rows, inside the same `<form>` as the table; says how many are picked."""
    return draw("batch_bar", content=content)


@register.simple_block_tag
def filter_bar(content: str, chips: list | None = None, clear_url: str = "", action: str = "") -> SafeString:
    """A GET form around its fields. `chips`: what is filtered now, `[{label, remove_url}]`; each can be taken off."""
    return draw("filter_bar", content=content, chips=chips or [], clear_url=clear_url, action=action)


@register.inclusion_tag("look/parts/pager.html")
def pager(previous_url: str = "", next_url: str = "", words: str = "") -> dict:
    """上一页 / 下一页 by keyset; `words` between them, such as `本页 50 件`."""
    return locals()


@register.inclusion_tag("look/parts/tabs.html")
def tabs(items: list, label: str) -> dict:
    """Links to sibling lists: `[{label, url, current, count?, tone?}]`; `label` names the group."""
    return {"items": items, "label": label}


@register.inclusion_tag("look/parts/breadcrumb.html")
def breadcrumb(items: list) -> dict:
    """The way down to this page: `[{label, url?}]`, the last without url."""
    return {"items": items}
