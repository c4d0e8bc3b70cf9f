"""Password rules beyond Django's own (standards.zh.md §12: at least three kinds of characters)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ThreeKindsOfCharacters:
    """At least three of: lower case, upper case, digits, others."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = (
            any(c.islower() for c in password)
            + any(c.isupper() for c in password)
            + any(c.isdigit() for c in password)
            + any(not c.isalnum() for c in password)
        )
        if kinds < 3:
            raise ValidationError(self.get_help_text(), code="password_kinds")

    def get_help_text(self) -> str:
        return _("密码要包含大写字母、小写字母、数字、符号中的至少三种。")
