"""Whatever a mischievous visitor sends to whichever address: no page breaks, nothing of the neighbour's is told, nobody is
led away, nothing is repeated unescaped. What is sent is drawn by a fixed seed, the same in every run."""

from __future__ import annotations

import contextlib
import logging
import re
from random import Random
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse

from linli.accounts.models import Notice
from linli.cases.models import CategorySet, Entry
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.doors.permission_matrix import HOLDERS, LINES
from tests.small_community import make_small_community

from .hostile import ELSEWHERE, FILES, RAW_MARKUP, TEXTS, a_file, forms_in, hostile_bodies

pytestmark = pytest.mark.django_db

SEED = "linli"
SKIPPED = 0.4
"""The share of addresses a visitor leaves to the others."""

ROUNDS, BODIES, DEEDS = 1, 2, 4
"""For each visitor: spoilt queries of an address, spoilt bodies of a form, deeds tried on some case."""

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
SECRET = "邻近社区五号楼的秘密"
SECRET_PHONE = "13711112222"
CONFINED = {"", "resident", "staff", "officer_a", "captain", "firm"}
"""Those whose jurisdiction does not reach the neighbouring community."""

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
    town = make_small_community()
    now = clock.now()
    loop.make_categories()
    there = town.neighbour_building
    neighbours = loop.raised(
        town, body=SECRET, voice=loop.Voice("何秘密", SECRET_PHONE, "1单元"),
        place=loop.PlaceChosen(there.place_code, there.estate_id, there.id),
    )  # fmt: skip
    town.cases = {
        "raised": loop.raised(town),
        "filed": loop.filed(town),
        "dispatched": loop.dispatched(town, to="officer_a"),
        "captain": loop.accepted(town, by="captain"),
        "firm": loop.handling(town, by="firm"),
        "chengguan": loop.accepted(town, by="chengguan"),
        "fed_back": loop.fed_back(town),
        "calling_back": loop.calling_back(town),
        "closed": loop.closed(town),
    }
    with acting_in(Scope.everything()):
        town.entries = {
            case.id: Entry.objects.filter(case=case).first().id for case in (*town.cases.values(), neighbours)
        }
        town.notice_id = uuid7()
        for user in town.users.values():
            Notice(
                id=uuid7(), place_code=town.code, user_id=user.id, kind="x", subject="x", subject_id=uuid7(),
                at=now, once="x",
            ).save(force_insert=True)  # fmt: skip
    town.case_code = town.cases["dispatched"].code
    town.neighbours_case_code = neighbours.code
    town.neighbours_case = neighbours
    town.set_id = CategorySet.objects.filter(published_at__isnull=False).first().id
    return town


def come_as(town, visitor: str) -> Client:
    """A browser: signed in as somebody of the small community; `resident` has opened cases by their codes."""
    client = Client(raise_request_exception=False)
    if visitor == "resident":
        session = client.session
        until = clock.now().timestamp() + 1800
        session["followed"] = {case.code: [str(town.entries[case.id]), until] for case in town.cases.values()}
        session.save()
    elif visitor:
        client.force_login(town.users[visitor])
        session = client.session
        session["seen"] = int(clock.now().timestamp())
        session.save()
    return client


def addresses(town, visitor: str, chance: Random) -> list[tuple[str, str]]:
    """Every address of the site by its name, its arguments filled with something of this town."""
    case = chance.choice(list(town.cases.values()))
    given = {
        "resident:community": [{"code": town.code}], "resident:raise": [{"code": town.code}],
        "resident:buildings": [{"code": town.code}], "resident:wall": [{"code": town.code}],
        "resident:door": [{"token": "estate-a-1"}], "look:example": [{"name": "button"}],
        "staff:notices": [{}],
        "staff:call_reporter": [{"code": case.code, "entry": town.entries[case.id]}],
        "field:call": [{"code": case.code, "entry": town.entries[case.id]}],
    }  # fmt: skip
    for name in ("staff:kinds_version", "staff:publish_kinds", "staff:discard_kinds", "staff:new_kind"):
        given[name] = [{"set_id": town.set_id}]
    for name in ("staff:edit_kind", "staff:leave_out_kind"):
        given[name] = [{"set_id": town.set_id, "code": "0301"}]
    for name in ("staff:case_deed", "field:deed"):
        given[name] = [
            {"code": one.code, "deed": deed}
            for deed in chance.sample(list(Deed), DEEDS)
            for one in chance.sample(list(town.cases.values()), 1)
        ]
    for name in ("staff:case", "field:case"):
        given[name] = [{"code": one.code} for one in chance.sample(list(town.cases.values()), 3)]
    for name in ("raised", "slip", "follow_case", "forget_case"):
        given[f"resident:{name}"] = [{"code": case.code}]
    given["resident:photograph"] = [{"code": case.code, "id": uuid4()}]
    offers = ("rate", "reopen", "urge", "supplement", "withdraw", "add", "appeal")
    given["resident:reporter_deed"] = [
        {"code": one.code, "name": name} for name in offers for one in chance.sample(list(town.cases.values()), 1)
    ]
    holds = {Role.ADMINISTRATOR} if visitor == "admin" else {role for role in HOLDERS if HOLDERS[role] == visitor}
    found = []
    for name in site_names():
        line = LINES.get(name)
        closed = line is not None and line.roles is not None and not holds & line.roles
        # tests/doors/test_permission_matrix.py knocks at every closed door; what is open is open to several visitors.
        if chance.random() < (0.95 if closed else SKIPPED):
            continue
        for arguments in given.get(name) or [LINES[name].inside(town) if name in LINES else {}]:
            found.append((name, reverse(name, kwargs=arguments)))
    return found


def site_names() -> list[str]:
    """The names of all addresses the resolver knows."""

    def walk(resolver: Any, prefix: str) -> list[str]:
        found = []
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                found.append(f"{prefix}{one.name}")
            else:
                found += walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        return found

    return walk(get_resolver(), "")


class Judge:
    """Looks at every answer and keeps what is wrong with it."""

    def __init__(self, visitor: str, caplog) -> None:
        self.visitor, self.caplog = visitor, caplog
        self.wrong: dict[str, str] = {}
        self.answers = 0

    def look(self, answer, what: str, said: Any = "") -> str:
        """Judge an answer; returns its text."""
        self.answers += 1
        text = _text_of(answer)
        for complaint in self._complaints(answer, text):
            where = what.split("?")[0]
            self.wrong.setdefault(
                f"{complaint} | {re.sub('[0-9]{10,}|[0-9a-f-]{36}', '…', where)}", f"{what} {str(said)[:600]}"
            )
        self.caplog.clear()
        return text

    def _complaints(self, answer, text: str):
        if answer.status_code >= 500:
            failed = [record for record in self.caplog.records if record.exc_info]
            why = "; ".join(_last_line(record) for record in failed) or repr(getattr(answer, "exc_info", ""))
            yield f"{answer.status_code} {why}"
        led_to = [answer.get("Location", ""), answer.get("HX-Redirect", ""), answer.get("HX-Location", "")]
        for where in filter(None, led_to):
            if urlsplit(where).scheme or re.match(r"[/\\]{2}", where):
                yield f"leads away to {where[:80]}"
        kind = answer.get("Content-Type", "")
        if kind.startswith("text/html") or not kind:
            for markup in RAW_MARKUP:
                if markup in text:
                    yield f"repeats {markup}"
            for where in re.findall(r'(?:href|action|src)="([^"]*)"', text):
                if ("evil.example" in where and not where.startswith(("/", "?"))) or where.startswith(
                    ("//", "/\\", "javascript:")
                ):
                    yield f"links to {where[:60]}"
        for header, wanted in (("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff")):
            if answer.get(header) != wanted:
                yield f"no {header}"
        if "default-src 'self'" not in answer.get("Content-Security-Policy", ""):
            yield "no Content-Security-Policy"
        if not re.search("no-store|private", answer.get("Cache-Control", "")):
            yield f"may be kept by a cache ({answer.status_code})"
        for cookie in answer.cookies.values():
            if cookie["max-age"] == 0:
                continue
            if not cookie["samesite"] or not (cookie["httponly"] or cookie.key == "csrftoken"):
                yield f"cookie {cookie.key} lies open"
        if self.visitor in CONFINED and (SECRET in text or SECRET_PHONE in text):
            yield "tells of the neighbour"


def _text_of(answer) -> str:
    if answer.streaming:
        return b"".join(answer.streaming_content)[:200].decode("latin-1")
    return answer.content.decode("utf-8", "replace")


def _last_line(record: logging.LogRecord) -> str:
    error = record.exc_info[1]
    trace, last = error.__traceback__, ""
    while trace:
        if "linli" in trace.tb_frame.f_code.co_filename:
            last = f"{trace.tb_frame.f_code.co_filename.rpartition('linli/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {str(error)[:120]} at {last}"


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
