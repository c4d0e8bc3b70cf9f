from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser that is signed in (or not yet), known by its user so that all of somebody's sessions can be ended."""

    user_id = models.UUIDField(null=True)

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["user_id", "expire_date"], name="session_user")]

    @classmethod
    def get_session_store_class(cls):
        from linli.accounts.sessions import SessionStore

        return SessionStore
