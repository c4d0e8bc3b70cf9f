"""`{% load deed_key %}`: the idempotency key of a form."""

from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.doors.deed_key import FIELD
from linli.kernel.ids import uuid7

register = template.Library()


@register.simple_tag
def deed_key() -> SafeString:
    """A hidden field with a fresh key, for a form written by hand."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid7())


@register.simple_tag
def fresh_key() -> UUID:
    """A fresh key, for the parameter `key` of `{% deed %}`: `{% fresh_key as key %}{% deed … key=key %}`."""
    return uuid7()
