"""The smallest marks: icon, buttons, links, status word, copyable code."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from linli.doors.look.tones import tone_of

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One symbol of `look/icons.svg`. Decorative unless `label` says what it means to a screen reader."""
    href = f"{static('look/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}" focusable="false"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', href)


@register.inclusion_tag("look/parts/button.html")
def button(
    label: str,
    tone: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    formaction: str = "",
    wide: bool = False,
    disabled: bool = False,
    kind: str = "submit",
    busy: str = "",
) -> dict:
    """A button named for its deed. `tone`: primary, plain, quiet, danger; one primary on a page.

    `busy` is what it says while its form is on the way (正在提交… when empty).
    """
    return locals()


@register.inclusion_tag("look/parts/link_button.html")
def link_button(label: str, url: str, tone: str = "plain", icon: str = "", wide: bool = False) -> dict:
    """A link that looks like a button: it goes somewhere and changes nothing."""
    return locals()


@register.inclusion_tag("look/parts/status.html")
def status(state: object, label: str = "", tone: str = "", icon: str = "") -> dict:
    """The status word of a case: `state` a `State` member or its code; `label` its Chinese word (else `state.label`).

    `tone` (calm, accent, soon, overdue, settled) and `icon` override what the state itself would wear.
    """
    worn = tone_of(state)
    return {
        "label": label or gettext(str(getattr(state, "label", state))),
        "tone": tone or worn.tone,
        "icon": icon or worn.icon,
    }


@register.simple_tag
def tag_word(label: str, tone: str = "calm") -> SafeString:
    """A small plain label beside a name: 催办, 二次退回, 紧急. Tones as in `status`."""
    return format_html('<span class="tag-word tone-{}">{}</span>', tone, label)


@register.inclusion_tag("look/parts/copy_code.html")
def copy_code(code: str) -> dict:
    """A case code in large tabular figures, with a button that copies it (the button needs JavaScript and hides without)."""
    return {"code": code}
