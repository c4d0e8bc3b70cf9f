"""A question of the bank: its kind, its fixed wording, and how an answer to it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled
from linli.kernel.plain_text import clean_text, read_words

_ = str  # marks a Chinese source string for the catalogue; the door translates it

LONGEST_TEXT = 500
MOST_OPTIONS = 20
SCALE = ("1", "2", "3", "4", "5")


class QuestionKind(Labelled):
    """How a question is answered. `typed` says how its answer is entered from paper by keyboard."""

    typed: str

    SINGLE = "single", _("单选"), _("按序号")
    MULTIPLE = "multiple", _("多选"), _("按序号，空格隔开")
    SCALE = "scale", _("1 到 5 分"), _("1 到 5")
    NUMBER = "number", _("数字"), _("数字")
    TEXT = "text", _("文字"), _("照抄")
    YES_NO = "yes_no", _("是或否"), _("1 是，2 否")


class Theme(Labelled):
    """For what a question of the bank is asked."""

    RENOVATION = "renovation", _("小区改造")
    ACTIVITY = "activity", _("活动")
    OTHER = "other", _("其他")


class Stage(Labelled):
    """Where a survey stands around a project (practices.md C6): need before, plan meanwhile, effect afterwards."""

    long: str

    BEFORE = "before", _("问需"), _("改造前问需")
    DURING = "during", _("问计"), _("改造中问计")
    AFTER = "after", _("问效"), _("改造后问效")


YES, NO = "yes", "no"
YES_NO_OPTIONS = ((YES, _("是")), (NO, _("否")))


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a question as it is asked. `options` are (value, words) of a single or multiple choice, `low` and
    `high` the words at the ends of a scale, `unit` that of a number."""

    kind: QuestionKind
    text: str
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    low: str = ""
    high: str = ""

    def checked(self) -> Wording:
        """The same, cleaned. Raises `BadInput` on `text`, `options` (`too_few`, `too_many`, `twice`), `unit`."""
        text = read_words(self.text, "text", 200)
        options: tuple[tuple[str, str], ...] = ()
        if self.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
            words = [one for one in (clean_text(words)[:60] for _value, words in self.options) if one]
            if len(words) < 2:
                raise BadInput("options", "too_few")
            if len(words) > MOST_OPTIONS:
                raise BadInput("options", "too_many")
            if len(set(words)) != len(words):
                raise BadInput("options", "twice")
            options = tuple((str(number), one) for number, one in enumerate(words, start=1))
        unit = read_words(self.unit, "unit", 12, needed=self.kind is QuestionKind.NUMBER)
        is_scale = self.kind is QuestionKind.SCALE
        low = clean_text(self.low)[:20] or "很不满意" if is_scale else ""
        high = clean_text(self.high)[:20] or "很满意" if is_scale else ""
        return Wording(self.kind, text, options, unit if self.kind is QuestionKind.NUMBER else "", low, high)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen, with the words beside; nothing for a number or a text."""
        if self.kind is QuestionKind.SCALE:
            ends = {"1": f"1 {self.low}".strip(), "5": f"5 {self.high}".strip()}
            return tuple((value, ends.get(value, value)) for value in SCALE)
        if self.kind is QuestionKind.YES_NO:
            return YES_NO_OPTIONS
        return self.options


def from_lines(kind: QuestionKind, text: str, lines: str, **more: str) -> Wording:
    """A wording whose options were typed one a line."""
    return Wording(kind, text, tuple((str(n), line) for n, line in enumerate(lines.splitlines(), 1)), **more)


@dataclass(frozen=True, slots=True)
class Given:
    """One value given to a question: a choice, a number, or a text."""

    choice: str = ""
    number: Decimal | None = None
    text: str = ""


def read_answer(wording: Wording, raw: Sequence[str], field: str, *, required: bool = False) -> tuple[Given, ...]:
    """What was given to a question, as values; nothing where it was left open. A multiple choice gives one value for each.

    Raises `BadInput` on `field`: `missing`, `not_a_choice`, `one_choice`, `not_a_number`, `too_long`.
    """
    said = [text for text in (clean_text(one) for one in raw) if text]
    if not said:
        if required:
            raise BadInput(field, "missing")
        return ()
    match wording.kind:
        case QuestionKind.NUMBER:
            return (Given(number=_number(said[0], field)),)
        case QuestionKind.TEXT:
            if len(said[0]) > LONGEST_TEXT:
                raise BadInput(field, "too_long", len(said[0]))
            return (Given(text=said[0]),)
    known = [value for value, _words in wording.choices]
    if any(one not in known for one in said):
        raise BadInput(field, "not_a_choice")
    if wording.kind is not QuestionKind.MULTIPLE and len(said) > 1:
        raise BadInput(field, "one_choice")
    return tuple(Given(choice=value) for value in known if value in said)


def read_typed(wording: Wording, typed: str, field: str) -> list[str]:
    """An answer typed by its numbers (`2`, `1 3 4`, 1 for yes and 2 for no) as `read_answer` takes it. Raises `BadInput`
    on `field`: `not_a_choice`."""
    typed = clean_text(typed)
    if wording.kind in (QuestionKind.NUMBER, QuestionKind.TEXT) or not typed:
        return [typed]
    known = [value for value, _words in wording.choices]
    found = []
    for one in typed.replace("，", " ").replace(",", " ").replace("、", " ").split():
        if not (one.isascii() and one.isdigit() and len(one) <= 2 and 1 <= int(one) <= len(known)):
            raise BadInput(field, "not_a_choice")
        found.append(known[int(one) - 1])
    return found


def as_typed(wording: Wording, given: Iterable[Given]) -> str:
    """The values as a paper's entry writes them: the reverse of `read_typed`, for comparing two entries."""
    given = tuple(given)
    known = [value for value, _words in wording.choices]
    if wording.kind is QuestionKind.NUMBER:
        return " ".join(f"{one.number.normalize():f}" for one in given)
    if wording.kind is QuestionKind.TEXT:
        return " ".join(one.text for one in given)
    return " ".join(str(known.index(one.choice) + 1) for one in given)


def _number(text: str, field: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadInput(field, "not_a_number") from None
    if not number.is_finite() or not 0 <= number < Decimal(10) ** 9 or number != round(number, 2):
        raise BadInput(field, "not_a_number")
    return number
