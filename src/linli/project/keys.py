"""The keys of an installation: made once, never changed, kept outside the database."""

import os
import secrets
from pathlib import Path

KEYS = ("django_secret", "sealing_key", "fingerprint_key")


def make_keys(home: Path) -> Path:
    """Make the keys that are missing in `home`/keys and return that folder.

    Each is 32 random bytes as 64 hexadecimal digits in a file only its owner can read (0600). Existing keys are
    never touched: without `sealing_key` the personal data in the database can never be read again.
    """
    folder = home / "keys"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name in KEYS:
        make_secret(folder / name)
    return folder


def make_secret(path: Path) -> str:
    """Return the secret in `path`, making it first when the file is missing.

    Written beside and linked into place, so that no other process ever reads half a key, and the first of two makers wins.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:
            draft.rename(path)
        draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
