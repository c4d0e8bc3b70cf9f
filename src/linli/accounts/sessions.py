"""Sessions in the database, each with its user: the engine named in the settings, and how sessions end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

MOST_SESSIONS = 3


class SessionStore(DatabaseSessionStore):
    """Django's database sessions; the row also says whose it is."""

    @classmethod
    def get_model_class(cls) -> type:
        from .models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row


def end_sessions(user_id: UUID, keep: str = "") -> int:
    """End every session of the user but the one called `keep`; returns how many. One statement."""
    from .models import Session

    return Session.objects.filter(user_id=user_id).exclude(session_key=keep).delete()[0]


def end_oldest_sessions(user_id: UUID, most: int = MOST_SESSIONS) -> int:
    """Leave the user the `most` sessions used last (standards.zh.md §12, 并发会话限制); returns how many were ended."""
    from .models import Session

    kept = list(Session.objects.filter(user_id=user_id).order_by("-expire_date", "session_key")[:most])
    return Session.objects.filter(user_id=user_id).exclude(pk__in=[row.pk for row in kept]).delete()[0]
