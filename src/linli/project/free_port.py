"""Ports of this machine: free or taken, and by whom."""

import socket

import psutil


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen on `host`:`port` now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True


def any_free(host: str = "127.0.0.1") -> int:
    """A port nobody listens on, chosen by the system."""
    with socket.socket() as attempt:
        attempt.bind((host, 0))
        return attempt.getsockname()[1]


def next_free(host: str, after: int) -> int:
    """The first free port above `after`."""
    return next((port for port in range(after + 1, min(after + 200, 65536)) if is_free(host, port)), any_free(host))


def holder_of(port: int) -> str | None:
    """The program listening on `port`, such as `nginx(进程 812)`; None when the system does not tell us."""
    try:
        for found in psutil.net_connections(kind="tcp"):
            if found.status == psutil.CONN_LISTEN and found.laddr.port == port and found.pid:
                return f"{psutil.Process(found.pid).name()}（进程 {found.pid}）"
    except (psutil.Error, OSError):
        pass
    return None
