"""Whose address a request comes from."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest


def client_ip(request: HttpRequest) -> str:
    """The address of the browser: behind a proxy on this machine the one it reports last, else the connection's own.

    Empty when it cannot be told. Nobody but a proxy on this machine is believed.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    reported = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if reported and _is_loopback(nearest):
        return _canonical(reported) or _canonical(nearest)
    return _canonical(nearest)


def _canonical(address: str) -> str:
    try:
        return str(ip_address(address))
    except ValueError:
        return ""


def _is_loopback(address: str) -> bool:
    return address == "" or (bool(_canonical(address)) and ip_address(address).is_loopback)
