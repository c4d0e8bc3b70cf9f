"""Whether an outside model may be asked for help with wording."""

from django import template
from django.core.cache import cache

from linli.insight.writing_aid.ask_aid import Aid, aid_in_use

register = template.Library()
REMEMBERED_AS, REMEMBERED_SECONDS = "frame:writing_aid", 60


@register.simple_tag
def writing_aid() -> Aid | None:
    """Whom one may ask; None as delivered. Remembered for a minute: only whether the button is shown hangs on it, the asking
    itself looks again. One statement a minute."""
    return cache.get_or_set(REMEMBERED_AS, aid_in_use, REMEMBERED_SECONDS)
