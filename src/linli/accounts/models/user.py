from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linli.kernel.ids import uuid7


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their grants; how often they failed is in `ledger.attempts`.

    The user name is kept in lower case.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=60, blank=True)
    must_change_password = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    password_changed_at = models.DateTimeField(null=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = ""
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"


# The audit trail says that a password changed (password_changed_at), never what its hash is.
User._meta.get_field("password").audited = False
User._meta.get_field("last_login").audited = False
