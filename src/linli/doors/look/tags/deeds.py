"""The next deeds of a case, and its timeline."""

from uuid import UUID

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from linli.doors.look.tags.drawing import draw

register = template.Library()


@register.simple_block_tag
def next_deeds(content: str, title: str = "", count: int = 0) -> SafeString:
    """The bar of next deeds around `deed` blocks, the likeliest first.

    A column on a desk. On a phone it stays at the bottom with its first deed in reach; `count` (how many deeds there
    are in all) makes the rest open by a link, without JavaScript.
    """
    return draw("next_deeds", content=content, title=title, count=count)


@register.simple_block_tag(takes_context=True)
def deed(
    context: Context,
    content: str,
    label: str,
    url: str = "",
    consequence: str = "",
    icon: str = "",
    tone: str = "plain",
    key: str | UUID = "",
    why_not: str = "",
    opened: bool = False,
    confirm: str = "",
    keep: str = "",
    boosted: bool = False,
    files: bool = False,
    name: str = "",
    value: str = "",
) -> SafeString:
    """One deed: a button named for it and, beneath, the sentence of what follows.

    Without content it is a form of one button posting to `url`. With content (form fields) it opens in place and its
    last button says `confirm` (`label` if empty). `key` becomes the hidden idempotency key, `name`/`value` sit on the
    submitting button. `why_not` shows the deed greyed with the reason. `opened` when its form came back with errors.
    `keep` names the form for keeping unsent text. `files` for a form with files, `boosted` sends it with progress.
    """
    return draw(
        "deed",
        content=SafeString(content.strip()),
        label=label,
        url=url,
        consequence=consequence,
        icon=icon,
        tone=tone,
        key=key,
        why_not=why_not,
        opened=opened,
        confirm=confirm or label,
        keep=keep,
        boosted=boosted,
        files=files,
        name=name,
        value=value,
        csrf_token=context.get("csrf_token", ""),
    )


@register.inclusion_tag("look/parts/timeline.html")
def timeline(entries: list, label: str = "") -> dict:
    """Who did what, when, with what reason. Each entry (dict or object) may have

    `at` (instant), `deed` (the word), `who`, `role`, `reason`, `quote` (the resident's own words), `text` (a result),
    `place`, `photos` (`[{url, thumb, alt}]`), `icon`, `tone`, `resident` (true: set apart as the resident's voice),
    `facts` (`[(name, value)]`).
    """
    return {"entries": entries, "label": label}
