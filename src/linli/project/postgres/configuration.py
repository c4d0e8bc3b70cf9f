"""What our PostgreSQL is told: a small machine, nobody from outside, no personal data in its log."""

from dataclasses import dataclass
from pathlib import Path

import psutil

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server is found: a socket's folder, or a port of the loopback address."""

    socket: Path | None
    port: int

    @property
    def host(self) -> str:
        return str(self.socket) if self.socket else "127.0.0.1"


def postgres_configuration(at: Listening, *, throw_away: bool = False) -> str:
    """The text of `linli.conf`. A throw-away cluster trades safety after a crash for speed.

    Statements are not logged, not even failing ones, and errors are terse: their values could be somebody's name or phone.
    """
    memory = psutil.virtual_memory().total // MEGABYTE
    settings: dict[str, str | int] = {
        "listen_addresses": "" if at.socket else "127.0.0.1",
        "port": at.port,
        "max_connections": 60,
        "shared_buffers": f"{min(512, max(64, memory // 16))}MB",
        "effective_cache_size": f"{min(4096, max(256, memory // 3))}MB",
        "work_mem": "8MB",
        "maintenance_work_mem": f"{min(256, max(64, memory // 32))}MB",
        "max_wal_size": "1GB",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "Asia/Shanghai",
        "password_encryption": "scram-sha-256",
        "idle_in_transaction_session_timeout": "15min",
        "log_checkpoints": "off",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": 0,
        "log_error_verbosity": "terse",
        "log_line_prefix": "%m [%p] ",
    }
    if at.socket:
        settings |= {"unix_socket_directories": str(at.socket), "unix_socket_permissions": "0700"}
    else:
        settings["unix_socket_directories"] = ""
    if throw_away:
        settings |= {
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "wal_level": "minimal",
            "max_wal_senders": 0,
        }
    lines = (f"{name} = '{str(value).replace(chr(39), chr(39) * 2)}'" for name, value in settings.items())
    return "# Written by Linli at every start; change postgresql.conf instead.\n" + "\n".join(lines) + "\n"
