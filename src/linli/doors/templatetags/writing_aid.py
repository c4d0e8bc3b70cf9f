"""Whether an outside model may be asked for help with wording."""

from django import template

from linli.insight.writing_aid.ask_aid import Aid, aid_in_use

register = template.Library()


@register.simple_tag
def writing_aid() -> Aid | None:
    """Whom one may ask; None as delivered. One statement."""
    return aid_in_use()
