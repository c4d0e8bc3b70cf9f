"""How often a sign-in may fail (standards.zh.md §12: five failures lock the account for 15 to 30 minutes)."""

from linli.ledger.attempts import forget_attempts

FAILED = "sign_in"
FAILED_FROM = "sign_in_from"
LOCK = "sign_in_lock"

MOST_FAILURES = 5
# An office shares one address: it may fail more often than one person does.
MOST_FAILURES_FROM = 30
COUNTED_MINUTES = 15
LOCK_MINUTES = 15


def lift_lock(username: str) -> None:
    """Let the account sign in again at once. Two statements."""
    forget_attempts(LOCK, username)
    forget_attempts(FAILED, username)
