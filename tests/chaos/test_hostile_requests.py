"""Whatever a mischievous visitor sends to whichever address: no page breaks, nothing of the neighbour's is told, nobody is
led away, nothing is repeated unescaped. What is sent is drawn by a fixed seed, the same in every run."""

from __future__ import annotations

import contextlib
import re
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.doors.permission_matrix import LINES

from .hostile import ELSEWHERE, FILES, TEXTS, a_file, forms_in, hostile_bodies
from .hostile_town import addresses, come_as, make_hostile_town
from .judge import Judge

pytestmark = pytest.mark.django_db

SEED = "linli"
ROUNDS, BODIES = 1, 2
"""For each visitor: spoilt queries of an address, spoilt bodies of a form."""

VISITORS = (
    "",
    "resident",
    "staff",
    "officer_a",
    "captain",
    "firm",
    "chengguan",
    "centre",
    "admin",
    "auditor",
)
OTHER_METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
ODD_BODIES = (
    ("application/json", b'{"key": "\\u0000"}'),
    ("application/json", b"\xff\xfe{"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\ncut'),
    ("multipart/form-data; boundary=" + "\u00e9" * 3, b"--"),
    ("application/x-www-form-urlencoded", b"key=%ED%A0%80&body=%ED%A0%80%00%FF&q=%"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"a=b"),
    ("application/x-www-form-urlencoded; charset=nothing", b"a=b"),
    ("text/plain", b"\x00" * 64),
    ("", b"a=b"),
    ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(2100))),
    ("application/x-www-form-urlencoded", b"body=" + b"a" * (2_200_000)),
)


@pytest.fixture
def town(db, settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    return make_hostile_town()


@contextlib.contextmanager
def undone():
    """Whatever is done within is undone: each address is visited in the same town."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        cache.clear()


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_hostile_visitor_gets_only_sentences(town, visitor, caplog):
    judge, neighbours = Judge(visitor, caplog), neighbours_ids(town)
    for name, address in addresses(town, visitor, Random(SEED + visitor)):
        chance = Random(f"{SEED}{visitor} {address if not re.search('[0-9]{10}|[0-9a-f]{8}-', address) else name}")
        with undone():
            visit(come_as(town, visitor), judge, address, chance, neighbours)
    assert not judge.wrong, "\n".join(f"{key}\n      {value}" for key, value in sorted(judge.wrong.items()))


def neighbours_ids(town) -> tuple[str, ...]:
    return (
        town.neighbours_case_code, str(town.neighbours_case.id), str(town.neighbour_estate.id), str(town.neighbour_building.id),
        town.neighbour_code, town.neighbour_grid, str(town.posts["neighbour_officer"].id), str(town.users["neighbour_staff"].id),
        str(town.entries[town.neighbours_case.id]), "*", "34",
    )  # fmt: skip


def visit(client: Client, judge: Judge, address: str, chance: Random, more: tuple[str, ...]) -> None:
    answer = client.get(address)
    page = judge.look(answer, f"GET {address}")
    if answer.status_code == 403 or answer.get("Location", "").startswith("/staff/sign-in/"):
        judge.look(client.post(address, {"key": "\x00", "next": chance.choice(ELSEWHERE)}), f"POST {address}")
        return
    values = (*TEXTS, *more)
    forms = forms_in(page, address) if answer.get("Content-Type", "").startswith("text/html") else []
    asked = {name for form in forms if form.method == "get" for name in form.fields} | {
        "at",
        "next",
        "elder",
        "q",
        "tab",
    }
    for _ in range(ROUNDS):
        query = {name: chance.choice(values) for name in sorted(asked)}
        query = {name: value[:2000] for name, value in query.items()}
        judge.look(client.get(address, query), f"GET {address}?", query)
    odd = chance.randrange(3)
    if odd == 0:
        method = chance.choice(OTHER_METHODS)
        judge.look(client.generic(method, address, b"a=b"), f"{method} {address}")
    elif odd == 1:
        kind, body = chance.choice(ODD_BODIES)
        judge.look(client.generic("POST", address, body, content_type=kind), f"POST {address}", (kind, body[:60]))
    else:
        body = {"key": str(uuid4()), "next": chance.choice(ELSEWHERE)}
        judge.look(client.post(address, body), f"POST {address}", body)
    for form in forms:
        if form.method != "post" or not (form.action == address or _is_this(form.action, address)):
            continue
        bodies = hostile_bodies(form, chance, BODIES, more)
        for body in chance.sample(bodies, min(BODIES, len(bodies))):
            with undone():
                extra = {"HTTP_HX_REQUEST": "true"} if chance.random() < 0.2 else {}
                extra |= {"HTTP_ORIGIN": "http://testserver"} if chance.random() < 0.5 else {}
                judge.look(client.post(form.action, body, **extra), f"POST {form.action}", body)


def _is_this(action: str, address: str) -> bool:
    """Whether a form belongs to this page and not to the frame every page has."""
    try:
        return resolve(urlsplit(action).path or address).view_name not in (
            "staff:sign_out",
            "set_language",
            "staff:sign_in",
        )
    except Resolver404:
        return False


HOSTILE_PATHS = (
    "/staff/cases/{x}/", "/staff/cases/{x}/print/", "/staff/cases/{x}/file/", "/staff/cases/{x}/receipt/", "/field/cases/{x}/",
    "/field/cases/{x}/accept/", "/staff/settings/days/{x}/", "/staff/settings/kinds/{x}/", "/d/{x}/", "/c/{x}/", "/follow/{x}/",
    "/follow/{x}/rate/", "/raised/{x}/", "/staff/imports/{x}/", "/staff/accounts/{x}/", "/staff/photos/{x}/{x}.jpg", "/-/look/{x}/", "/{x}",
    "/static/{x}", "/staff/notices/{x}/", "/staff/settings/kinds/00000000-0000-0000-0000-000000000000/{x}/",
)  # fmt: skip
PARTS = (
    "%00", "a%00b", "%ED%A0%80", "%FF", "9" * 400, "9" * 10, "%F0%9F%92%A9", "..%2F..%2Fetc%2Fpasswd", "../../etc/passwd", "%25s", "%7B%7B",
    "%3Cscript%3Elinli(1)", "'%20OR%201=1", "-1", "0001-01-01", "9999-12-31", "2026-02-30", "10000-01-01", "%D9%A3" * 10, "00000000000000",
    "%E2%80%AE", "a%0d%0aSet-Cookie:x=1", "estate-n-1",
)  # fmt: skip


@pytest.mark.parametrize("visitor", ["admin", "staff"])
def test_no_part_of_an_address_breaks_a_page(town, visitor, caplog):
    judge, client, chance = Judge(visitor, caplog), come_as(town, visitor), Random(SEED + "paths")
    for path in HOSTILE_PATHS:
        for part in chance.sample(PARTS, 3):
            address = path.replace("{x}", part)
            with undone():
                judge.look(client.get(address), f"GET {address}")
                judge.look(client.post(address, {"key": str(uuid4())}), f"POST {address}")
    assert not judge.wrong, "\n".join(f"{key}\n      {value}" for key, value in sorted(judge.wrong.items()))


ENDS_OF_TIME = ("0001-01-01", "9999-12-31", "2026-02-30", "1900-01-01", "１２", "9999-12-31T23:59", "0001-01-01T00:00")
LISTS = (
    ("staff", "staff:desk", ("raised_from", "raised_to")), ("staff", "staff:cases", ("raised_from", "raised_to")),
    ("staff", "staff:print_cases", ("raised_from", "raised_to")), ("staff", "staff:export_cases", ("raised_from", "raised_to")),
    ("auditor", "staff:audit", ("first_on", "last_on")), ("auditor", "staff:export_audit", ("first_on", "last_on")),
    ("staff", "staff:cases", ("q", "q")), ("admin", "staff:calendar", ("year", "year")), ("centre", "centre:cases", ("place", "of")),
    ("staff", "resident:wall", ("period", "period")), ("staff", "staff:batch", ("pick", "deed")),
)  # fmt: skip


def test_a_list_asked_for_the_ends_of_time_is_a_list_or_a_sentence(town, caplog):
    wrong = {}
    for visitor, name, fields in LISTS:
        judge, client = Judge(visitor, caplog), come_as(town, visitor)
        address = reverse(name, args=[town.code] if name == "resident:wall" else [])
        for first in ("0001-01-01", "9999-12-31", "１２", "a\x00b"):
            asked = dict.fromkeys(fields, first)
            with undone():
                if name in LINES and LINES[name].method == "post":
                    judge.look(client.post(address, {"key": str(uuid4()), **asked}), f"POST {address}", asked)
                else:
                    judge.look(client.get(address, asked), f"GET {address}", asked)
        wrong |= judge.wrong
    assert not wrong, wrong


DEEDS_WITH_A_DATE = (
    ("staff", "filed", "suspend", "review_on"), ("officer_a", "dispatched", "accept", "contacted_at"),
    ("firm", "firm", "record_contact", "contacted_at"), ("chengguan", "chengguan", "record_contact", "contacted_at"),
    ("firm", "firm", "ask_extension", "extension"), ("lead", "firm", "suspend", "review_on"),
)  # fmt: skip


def test_a_deed_given_the_ends_of_time_is_done_or_refused(town, caplog):
    wrong = {}
    for visitor, state, deed, field in DEEDS_WITH_A_DATE:
        judge, client = Judge(visitor, caplog), come_as(town, visitor)
        address = reverse("staff:case_deed", args=[town.cases[state].code, deed])
        forms = forms_in(client.get(address).content.decode(), address)
        shown = next((one.fields for one in forms if one.action == address), {})
        dated = [name for name in shown if field in name or name.endswith(("_on", "_at"))] or [field]
        for value in ("0001-01-01", "0001-01-01T00:00", "9999-12-31", "9999-12-31T23:59", "9" * 9, "-1"):
            sent = {**shown, "key": str(uuid4()), **dict.fromkeys(dated, value)}
            with undone():
                judge.look(client.post(address, sent), f"POST {address}", sent)
        wrong |= judge.wrong
    assert not wrong, wrong


def test_a_day_of_the_calendar_at_the_ends_of_time(town, caplog):
    judge, client = Judge("admin", caplog), come_as(town, "admin")
    for day in ("0001-01-01", "9999-12-31", "2026-10-01"):
        for worked in ("on", "off", "usual", "?"):
            address, sent = (
                reverse("staff:calendar_day", args=[day]),
                {"key": str(uuid4()), "worked": worked, "name": "\x00国庆"},
            )
            judge.look(client.post(address, sent), f"POST {address}", sent)
            judge.look(client.post(address, sent | {"name": "国庆"}), f"POST {address}", sent)
    for text in ("9999-12-31,休息,x", "0001-01-01,上班,x", "10000-01-01,休息", "\x00,休息", '"', "2026-02-30,休息"):
        address = reverse("staff:import_calendar")
        for more in ({}, {"do": "import"}):
            sent = {"key": str(uuid4()), "text": text, "source": "x", **more}
            judge.look(client.post(address, sent), f"POST {address}", sent)
    judge.look(client.get(reverse("staff:calendar")), "GET calendar")
    assert not judge.wrong, judge.wrong


def test_no_file_breaks_the_page_that_takes_files(town, caplog):
    judge, staff, anybody = Judge("staff", caplog), come_as(town, "staff"), come_as(town, "")
    raising, photographed = {"body": "路灯坏了", "about": ""}, reverse("resident:raise", args=[town.code])
    noted = reverse("staff:case_deed", args=[town.cases["filed"].code, "add_note"])
    for name in sorted(FILES):
        key = {"key": str(uuid4())}
        with undone():
            for client, address, sent in (
                (staff, reverse("staff:upload_ledger"), {"community": town.code, "file": a_file(Random(name), name)}),
                (staff, noted, {"text": "见照片", "photographs": a_file(Random(name), name)}),
                (anybody, photographed, {**raising, "photographs": a_file(Random(name), name)}),
            ):
                answer = client.post(address, key | sent)
                judge.look(answer, f"POST {address}", name)
                location = answer.get("Location", "")
                if client is staff and location.endswith("/columns/"):
                    judge.look(client.get(location), f"GET columns of {name}")
                    judge.look(client.get(location.replace("columns/", "")), f"GET import of {name}")
    assert not judge.wrong, judge.wrong
