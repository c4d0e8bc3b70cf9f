"""What every page behind the sign-in promises: few statements, calm refusals, nothing typed is lost."""

from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from linli.accounts.tell import tell
from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.refusal_words import status_of, words_for
from linli.doors.refusals import Refusals, refused_page
from linli.kernel.errors import (
    BadInput,
    Conflict,
    KeyReused,
    MissingField,
    NotAllowed,
    NotFound,
    TooLate,
    TooMany,
    WrongState,
)
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

SAME_SITE = {"Origin": "http://testserver"}
EVERY_REFUSAL = [
    NotAllowed("x"),
    WrongState("x", "closed"),
    MissingField("x", ["a"]),
    BadInput("a", "b"),
    TooLate("x"),
    TooMany("x", 61),
    NotFound("case"),
    Conflict("case"),
    KeyReused(uuid7()),
]


@contextmanager
def statements():
    """The statements sent, without the marks of transactions."""
    found = []
    with CaptureQueriesContext(connection) as sent:
        yield found
    marks = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
    found += [query["sql"] for query in sent.captured_queries if not query["sql"].startswith(marks)]


def test_the_frame_costs_three_statements_and_the_count_of_notices(town, signed_in_as):
    client = signed_in_as("staff")
    client.get("/staff/notices/")
    with statements() as sent:
        assert client.get("/staff/notices/").status_code == 200
    assert len(sent) == 5, "\n".join(sent)  # session, user with grants, scope, the list, the count
    assert sum("accounts_session" in sql for sql in sent) == 1
    assert sum("set_config" in sql for sql in sent) == 1


def test_the_rail_shows_the_rooms_one_may_enter_and_the_count_of_notices(town, signed_in_as):
    with acting_in(Scope.everything()):
        tell([town.users["admin"].id], "x", town.estate_a, {"words": "有一件新事"}, "1")
    page = signed_in_as("admin").get("/staff/notices/").content.decode()
    assert "账号与授权" in page
    assert "/staff/audit/" not in page
    assert '<span class="count">1</span>' in page
    assert "有一件新事" in page


@pytest.mark.parametrize("refusal", EVERY_REFUSAL, ids=lambda refusal: type(refusal).__name__)
def test_every_refusal_has_a_sentence_and_a_status(refusal):
    assert words_for(refusal).endswith("。")
    assert status_of(refusal) in (400, 403, 404, 409, 429)


def refused(refusal, method="post", data=None, **headers):
    request = getattr(RequestFactory(), method)("/staff/somewhere/?a=1", data or {}, headers=SAME_SITE | headers)
    request.htmx = False
    return refused_page(request, refusal)


def test_what_was_typed_stays_on_the_page_of_the_refusal_and_can_be_sent_again():
    text = "楼道灯坏了三天了，<b>老人</b>晚上不敢出门，请尽快派人来看一看，电话打过两次没有人接。"
    answer = refused(NotAllowed("x"), data={"body": text, "name": "王", "key": str(uuid7()), "password": "geheim"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "楼道灯坏了三天了" in page
    assert "<b>老人</b>" not in page
    assert 'action="/staff/somewhere/?a=1"' in page
    assert "geheim" not in page


def test_a_foreign_page_gets_none_of_its_words_repeated():
    page = refused(NotAllowed("x"), data={"body": "evil words from elsewhere"}, Origin="https://evil.example")
    assert "evil words" not in page.content.decode()


def test_too_many_tries_say_when_to_come_back():
    answer = refused(TooMany("x", 61))
    assert (answer.status_code, answer["Retry-After"]) == (429, "61")
    assert "2 分钟" in answer.content.decode()


def test_a_form_whose_protection_ran_out_keeps_what_was_typed(town):
    client = Client(enforce_csrf_checks=True)
    body = {"username": "staff", "note": "写了很久的一段话，不能丢"}
    answer = client.post("/staff/sign-in/", body, headers=SAME_SITE)
    assert answer.status_code == 403
    assert "不能丢" in answer.content.decode()
    assert "不能丢" not in client.post("/staff/sign-in/", body, headers={"Origin": "http://x.example"}).content.decode()


def test_a_form_sent_after_the_session_ended_is_kept_and_leads_to_the_sign_in(town):
    answer = Client().post("/staff/notices/read/", {"note": "写了很久的一段话"}, headers=SAME_SITE)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "写了很久的一段话" in page
    assert "/staff/sign-in/" in page


def test_a_mistake_of_ours_gives_a_number_that_is_in_the_log_and_no_traceback(caplog, settings):
    request = RequestFactory().get("/staff/somewhere/")
    try:
        raise ZeroDivisionError("secret detail")
    except ZeroDivisionError as failure:
        answer = Refusals(lambda r: HttpResponse()).process_exception(request, failure)
    page = answer.content.decode()
    number = caplog.records[-1].getMessage().rpartition(" ")[2]
    assert answer.status_code == 500
    assert len(number) == 8
    assert number in page
    assert "secret detail" not in page


def test_a_page_that_does_not_exist_says_so(town):
    answer = Client().get("/staff/nowhere/")
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()


@pytest.mark.parametrize("key", ["", "x", "1234"])
def test_a_form_without_a_proper_key_is_refused_and_kept(town, signed_in_as, key):
    answer = signed_in_as("staff").post("/staff/notices/read/", {"key": key})
    assert answer.status_code == 400


def test_the_key_may_come_in_a_header():
    key = uuid7()
    request = RequestFactory().post("/", headers={"Idempotency-Key": str(key)})
    assert read_key(request) == key == UUID(str(key))


@pytest.mark.parametrize(
    ("near", "reported", "seen"),
    [
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4", "10.0.0.1"),
        ("127.0.0.1", "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        ("127.0.0.1", "not an address", "127.0.0.1"),
        ("", "", ""),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(near, reported, seen):
    headers = {"X-Forwarded-For": reported} if reported else {}
    assert client_ip(RequestFactory().get("/", REMOTE_ADDR=near, headers=headers)) == seen


def test_the_platform_says_that_it_is_well(db):
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
