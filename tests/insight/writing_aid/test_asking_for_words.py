"""The writing aid: off as delivered, masked, recorded, harmless when it fails. Asked here is a server on this machine."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.insight.actions.set_writing_aid import set_writing_aid
from linli.insight.writing_aid.ask_aid import aid_in_use, ask, question_about_answer, question_about_issue
from linli.insight.writing_aid.endpoint import AidUnavailable, ask_endpoint
from linli.kernel.errors import BadInput, MissingField, NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import PHONE, a_matter, handling, make_categories
from tests.insight.hot_issues import NIGHT, issues, told_all
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

WORDS = "经查是水管接口老化，物业已更换，11月30日回访。"


class Model(ThreadingHTTPServer):
    """A model on this machine that answers as told and remembers what it was asked. `drips` sends a byte every so many seconds;
    `meanwhile` is called while the one who asks is waiting."""

    daemon_threads = True
    answers: bytes = b""
    status = 200
    waits = 0.0
    drips = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[dict] = []
        self.keys: list[str] = []
        self.meanwhile = lambda: None
        self.answers = json.dumps({"choices": [{"message": {"content": WORDS}}]}).encode()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        model = self.server
        model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        model.keys.append(self.headers.get("Authorization", ""))
        model.meanwhile()
        time.sleep(model.waits)
        with suppress(OSError):
            self._drip() if model.drips else self._answer()

    def _drip(self) -> None:
        for byte in b"HTTP/1.0 200 OK\r\nX-Slow: " + b"a" * 1_000:
            self.wfile.write(bytes([byte]))
            time.sleep(self.server.drips)

    def _answer(self) -> None:
        model = self.server
        self.send_response(model.status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()
        self.wfile.write(model.answers)

    def log_message(self, *_given) -> None:
        """Quiet."""


@pytest.fixture
def model():
    server = Model()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def town():
    made = make_small_community()
    make_categories()
    return made


def turn_on(town, model, **changed):
    given = {"is_on": True, "url": model.url, "model": "qwen", "secret": "sk-very-secret"} | changed
    return set_writing_aid(actor=town.actor("admin"), key=uuid4(), **given)


def signed_in(name):
    client = Client()
    client.post(reverse("staff:sign_in"), {"username": name, "password": PASSWORD, "key": uuid4()})
    return client


def test_as_delivered_nobody_is_asked(town):
    assert aid_in_use() is None
    told_all(town, NIGHT[:2])
    actor = town.actor("staff")
    with acting_in(actor.scope), pytest.raises(NotFound):
        question_about_issue(actor, issues()[0].key)
    page = signed_in("staff").get(reverse("centre:hot_issue", args=[issues()[0].id])).content.decode()
    assert "写作助手" not in page


def test_only_the_platforms_administrator_turns_it_on(town, model):
    for name in ("lead", "street_lead", "centre"):
        with pytest.raises(NotAllowed):
            set_writing_aid(actor=town.actor(name), key=uuid4(), is_on=True, url=model.url, model="qwen")
    turn_on(town, model)
    assert aid_in_use().host == "127.0.0.1"
    turn_on(town, model, is_on=False)
    assert aid_in_use() is None


@pytest.mark.parametrize(
    "url", ["ftp://x/v1", "nonsense", "http://", "http://a:b@c/v1", "http://x/v1?k=1", "http://[::1", "http://x:99999/"]
)
def test_an_address_that_is_none_is_refused(town, model, url):
    with pytest.raises(BadInput):
        turn_on(town, model, url=url)


def test_an_address_is_needed_to_turn_it_on(town, model):
    with pytest.raises(MissingField):
        turn_on(town, model, url="")


def test_the_key_is_sealed_and_stays_when_left_empty(town, model):
    from django.db import connection

    turn_on(town, model)
    row = turn_on(town, model, secret="")
    assert row.secret.reveal() == "sk-very-secret"
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM insight_writingaid")
        assert b"very-secret" not in bytes(cursor.fetchone()[0])
    with acting_in(Scope.everything()):
        assert "very-secret" not in str(list(AuditLine.objects.filter(deed="writing_aid.set").values_list("changes")))


def test_a_draft_leaves_no_name_telephone_or_door_behind(town, model):
    turn_on(town, model)
    body = f"我叫王建国，住1单元101室，电话{PHONE}。地下室漏水，邻居李女士也说过，车牌皖R12345的车泡水了。"
    case = handling(town, body=body, voice=a_matter(town).voice)
    actor = town.actor("officer_a")
    with acting_in(actor.scope):
        question = question_about_answer(actor, case.key, "接口老化，已换")
    answer = ask(question)
    sent = json.dumps(model.asked, ensure_ascii=False)
    for one in ("王建国", PHONE, "101", "李女士", "R12345"):
        assert one not in sent
    assert "地下室漏水" in sent
    assert "接口老化" in sent
    assert answer.words == WORDS
    assert model.keys == ["Bearer sk-very-secret"]


def test_every_call_is_on_the_audit_trail_without_its_text(town, model):
    turn_on(town, model)
    told_all(town, NIGHT)
    actor = town.actor("staff")
    for _time in range(2):
        with acting_in(actor.scope):
            question_about_issue(actor, issues()[0].key)
    with acting_in(Scope.everything()):
        lines = list(AuditLine.objects.filter(deed="writing_aid.call"))
    assert len(lines) == 2
    assert lines[0].actor_id == actor.id
    assert lines[0].changes["host"] == "127.0.0.1"
    assert "施工" not in str(lines[0].changes)


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (500, b"", "refused"), (401, b"{}", "refused"), (302, b"", "refused"), (200, b"", "no_words"), (200, b"\xff\xfe", "no_words"),
        (200, b'{"choices": []}', "no_words"), (200, b'{"choices": [{"message": {"content": 7}}]}', "no_words"),
        (200, b"[" * 100_000, "no_words"), (200, b"x" * 300_000, "no_words"),
    ],
)  # fmt: skip
def test_whatever_comes_back_is_a_refusal_and_no_failure(model, status, body, reason):
    model.status, model.answers = status, body
    with pytest.raises(AidUnavailable) as refused:
        ask_endpoint(model.url, "qwen", "", "task", "text")
    assert refused.value.reason == reason


@pytest.mark.parametrize("how", ["waits", "drips"])
def test_a_model_that_does_not_answer_is_not_waited_for(model, how):
    setattr(model, how, {"waits": 2.0, "drips": 0.05}[how])
    started = time.monotonic()
    with pytest.raises(AidUnavailable) as refused:
        ask_endpoint(model.url, "qwen", "", "task", "text", patience=0.3)
    assert refused.value.reason == "unreachable"
    assert time.monotonic() - started < 1.5


def test_a_machine_that_is_not_there_is_a_refusal(model):
    with pytest.raises(AidUnavailable) as refused:
        ask_endpoint("http://127.0.0.1:9/v1", "qwen", "", "task", "text")
    assert refused.value.reason == "unreachable"


def test_a_slow_model_is_asked_by_few_at_once_and_the_next_is_told_so_at_once(model):
    waiting, go = threading.Semaphore(0), threading.Event()
    model.meanwhile = lambda: (waiting.release(), go.wait(10))
    asking = [threading.Thread(target=ask_endpoint, args=(model.url, "qwen", "", "task", "text")) for _ in range(2)]
    for one in asking:
        one.start()
    for _one in asking:
        assert waiting.acquire(timeout=10)
    started = time.monotonic()
    with pytest.raises(AidUnavailable) as refused:
        ask_endpoint(model.url, "qwen", "", "task", "text")
    go.set()
    for one in asking:
        one.join(10)
    assert (refused.value.reason, len(model.asked)) == ("busy", 2)
    assert time.monotonic() - started < 5
    assert ask_endpoint(model.url, "qwen", "", "task", "text") == WORDS, "the places are free again"


def test_nobody_waits_for_a_model_within_a_transaction(town, model):
    turn_on(town, model)
    told_all(town, NIGHT[:2])
    actor = town.actor("staff")
    with acting_in(actor.scope):
        question = question_about_issue(actor, issues()[0].key)
        with pytest.raises(RuntimeError):
            ask(question)


def test_half_a_telephone_number_does_not_escape_at_the_end_of_a_long_text(town, model):
    turn_on(town, model)
    from linli.insight.writing_aid import ask_aid

    case = handling(town, body="水" * (ask_aid.MOST_CHARACTERS - 10) + "13800001234", voice=a_matter(town).voice)
    actor = town.actor("officer_a")
    with acting_in(actor.scope):
        question = question_about_answer(actor, case.key)
    assert "138" not in question.text
    assert len(question.text) <= ask_aid.MOST_CHARACTERS


def test_the_page_says_who_wrote_it_and_goes_on_without(town, model):
    turn_on(town, model)
    told_all(town, NIGHT)
    client, address = signed_in("staff"), reverse("centre:summarise_hot_issue", args=[issues()[0].id])
    page = client.post(address, {"key": uuid4()}).content.decode()
    assert WORDS in page
    assert "127.0.0.1" in page
    assert "请核对" in page
    model.status = 500
    page = client.post(address, {"key": uuid4()}).content.decode()
    assert "没有回应" in page


def test_a_draft_stands_in_the_form_for_the_writer_to_check(town, model):
    turn_on(town, model)
    case = handling(town)
    client, address = signed_in("officer_a"), None
    assert "请写作助手起草" in client.get(reverse("staff:case_deed", args=[case.code, "feed_back"])).content.decode()
    address = reverse("staff:draft_reply", args=[case.code])
    page = client.post(address, {"result": "已换接口", "key": uuid4()}).content.decode()
    assert f"已换接口\n\n{WORDS}" in page.replace("\r", "")
    assert "这段是模型写的" in page
    model.status = 500
    failed = client.post(address, {"result": "已换接口", "key": uuid4()}).content.decode()
    assert "已换接口" in failed
    assert "您写的内容都在" in failed


def test_the_settings_page_shows_what_would_be_sent_and_keeps_the_key_to_itself(town, model):
    client = signed_in("admin")
    address = reverse("staff:writing_aid")
    given = {"is_on": "on", "url": model.url, "model": "qwen", "secret": "sk-very-secret", "key": uuid4()}
    assert client.post(address, given).status_code == 302
    page = client.get(address, {"said": "王女士电话13900001234"}).content.decode()
    assert "[电话]" in page
    assert "very-secret" not in page
    refused = client.post(address, {"is_on": "on", "url": "nonsense", "model": "m", "key": uuid4()})
    assert refused.status_code == 422
