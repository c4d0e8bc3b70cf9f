"""Help with wording: a summary of a hot issue, a draft of an answer. Masked, recorded, and never kept.

In two steps, because an answer may take long: a question is made and recorded within the scope of whoever asks, and asked
outside it, so that nothing in the database waits for a machine elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from linli.cases.models import Case, Entry
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.scoped import current_scope
from linli.ledger.street_row import RowKey

from ..actions.record_aid_call import record_aid_call
from ..models import HotIssue, Telling, WritingAid
from .endpoint import ask_endpoint
from .mask_personal import Masked, mask_personal

MOST_MESSAGES, MOST_CHARACTERS = 30, 6_000

SUMMARISE = (
    "你是社区工作人员的写作助手。下面是居民关于同一个问题的反映，个人信息已遮住。请用不超过 150 字的平实中文概括："
    "发生了什么、在哪里、从什么时候、影响了谁、大家要求什么。不要编造，不要评价任何人，不要出现方括号。"
)
DRAFT = (
    "你是社区工作人员的写作助手。下面是居民反映的问题和办理经过，个人信息已遮住。请用平实的中文起草一段给居民的答复，不超过 200 字："
    "逐条回答问到的事，写明查到的原因和依据、已经做了什么、接下来谁在什么时候做什么。不知道的用“（请补充）”代替，不要编造。"
)


@dataclass(frozen=True, slots=True)
class Aid:
    """Where help is asked."""

    host: str
    model: str


@dataclass(frozen=True, slots=True)
class AidAsSet:
    """What the administrator set; the key itself is shown to nobody."""

    is_on: bool
    url: str
    model: str
    has_secret: bool


@dataclass(frozen=True, slots=True)
class AidQuestion:
    """A text that may leave, masked and recorded, on its way to whom it is asked of."""

    aid: Aid
    url: str
    secret: str = field(repr=False)
    task: str
    text: str


@dataclass(frozen=True, slots=True)
class AidAnswer:
    """What came back, by whom, and what was sent for it."""

    words: str
    aid: Aid
    sent: str


def aid_in_use() -> Aid | None:
    """Whom one may ask; None where the tenant asks nobody. One statement."""
    row = _row_in_use()
    return Aid(urlsplit(row.url).hostname or row.url, row.model) if row else None


def aid_as_set() -> AidAsSet | None:
    """The settings; None where nobody has touched them. One statement."""
    row = WritingAid.objects.filter(id=1).first()
    return AidAsSet(row.is_on, row.url, row.model, bool(row.secret)) if row else None


def question_about_issue(actor: Actor, issue: RowKey) -> AidQuestion:
    """What is asked for a few sentences about a hot issue, from its latest messages; recorded. Raises `NotFound` for no such
    issue or no aid in use."""
    row = HotIssue.objects.filter(street_code=issue.street_code, id=issue.id).first()
    if row is None:
        raise NotFound("hot_issue", issue.id)
    entries = Telling.objects.filter(street_code=row.street_code, issue=row).order_by("-at")
    voices = Entry.objects.filter(
        street_code=row.street_code, id__in=list(entries.values_list("entry_id", flat=True)[:MOST_MESSAGES])
    )
    masked = _masked(list(voices))
    return _question(actor, row.place_code, "insight.hotissue", row.id, SUMMARISE, masked)


def question_about_answer(actor: Actor, case: RowKey, notes: str = "") -> AidQuestion:
    """What is asked for a draft of what the people who raised a case are told, from their words and the writer's own `notes`;
    recorded. Raises `NotFound`."""
    row = Case.objects.defer("search").filter(street_code=case.street_code, id=case.id).first()
    if row is None:
        raise NotFound("case", case.id)
    voices = list(Entry.objects.filter(street_code=row.street_code, case=row, withdrawn_at__isnull=True))
    masked = _masked(voices, f"办理情况：{notes.strip()}" if notes.strip() else "办理情况：（请补充）")
    return _question(actor, row.place_code, "cases.case", row.id, DRAFT, masked)


def ask(question: AidQuestion) -> AidAnswer:
    """Wait for the answer, twenty seconds at most, and no statement. Raises `AidUnavailable`; called within a scope, and so within
    a transaction, it fails: rows would stay locked while a machine elsewhere thinks."""
    if current_scope() is not None:
        raise RuntimeError("the writing aid is asked outside acting_in")
    words = ask_endpoint(question.url, question.aid.model, question.secret, question.task, question.text)
    return AidAnswer(words, question.aid, question.text)


def _masked(voices: list[Entry], more: str = "") -> Masked:
    """The words of the voices, without the names, telephones and doors on record for them wherever they are said."""
    known = [
        value for voice in voices for value in (voice.name.reveal(), voice.phone.reveal(), voice.dwelling_text.reveal())
    ]
    masked = mask_personal("\n".join([*(f"- {voice.body}" for voice in voices), more]), known)
    # Cut only now: half a telephone number at the end would be none any more, and stay.
    return Masked(masked.text[:MOST_CHARACTERS], masked.counts)


def _question(actor: Actor, place_code: str, about: str, about_id: UUID, task: str, masked: Masked) -> AidQuestion:
    row = _row_in_use()
    if row is None:
        raise NotFound("writing_aid")
    aid = Aid(urlsplit(row.url).hostname or row.url, row.model)
    facts = {"host": aid.host, "model": aid.model, "characters": len(masked.text), "masked": masked.counts}
    record_aid_call(actor=actor, key=None, place_code=place_code, about=about, about_id=about_id, facts=facts)
    return AidQuestion(aid, row.url, row.secret.reveal(), task, masked.text)


def _row_in_use() -> WritingAid | None:
    return WritingAid.objects.filter(id=1, is_on=True).first()
