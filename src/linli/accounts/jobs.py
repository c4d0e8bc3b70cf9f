"""Periodic work of the room."""

from .sessions import SessionStore


def sweep_expired_sessions() -> None:
    """Remove the sessions whose time is over (12 hours after they were last used). One statement; any number of times a day."""
    SessionStore.clear_expired()
