"""The suggested kind on the pages: its reason beside it, one press to take it, an honest “not sure”."""

from uuid import uuid4

import pytest
from django.urls import reverse

from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop

from .desk_of import at_most, post_deed, words_of

pytestmark = pytest.mark.django_db
HINTS, NEW = reverse("staff:entry_hints"), reverse("staff:quick_entry")


def the_case() -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get()


def file_form(client, case, **headers):
    return client.get(reverse("staff:case_deed", args=[case.code, "file"]), **headers)


def test_while_somebody_types_the_kind_is_suggested_with_its_words(town, signed_in):
    page = words_of(signed_in("staff").post(HINTS, {"body": "东门一堆垃圾没人清"}))
    assert "0301 暴露垃圾" in page
    assert "因为说到：垃圾没人清" in page
    assert "登记并按这一类立案" in page


def test_one_press_registers_and_files_under_the_suggestion(town, signed_in):
    given = {"body": "东门一堆垃圾没人清", "source": "call", "step": "file:0301", "key": str(uuid4())}
    signed_in("staff").post(NEW, given)
    assert (the_case().state, the_case().category_code) == ("filed", "0301")


@pytest.mark.parametrize("step", ["file:9998", "file:x", "file:03", "file:"])
def test_a_suggestion_that_is_none_files_nothing(town, signed_in, step):
    answer = signed_in("staff").post(NEW, {"body": "东门垃圾", "source": "call", "step": step, "key": str(uuid4())})
    assert answer.status_code == 422
    with acting_in(Scope.everything()):
        assert not Case.objects.exists()


@pytest.mark.parametrize("body", ["有件事想反映一下", "😀😀", "<b></b>", "a"])
def test_too_little_said_is_answered_with_not_sure(town, signed_in, body):
    assert "不确定" in words_of(signed_in("staff").post(HINTS, {"body": body}))


def test_words_of_danger_are_shown_as_the_reason_to_hurry(town, signed_in):
    assert "说到了“冒烟”，可能有危险" in words_of(signed_in("staff").post(HINTS, {"body": "楼上冒烟了"}))


def test_captains_register_but_do_not_file(town, signed_in):
    page = words_of(signed_in("captain").post(HINTS, {"body": "东门一堆垃圾没人清"}))
    assert "0301" in page
    assert "登记并按这一类立案" not in page


def test_filing_begins_with_the_suggestion_chosen(town, signed_in):
    case = loop.raised(town)
    client = signed_in("staff")
    file_form(client, case)
    with at_most(10):
        answer = file_form(client, case)
    assert '<option value="0506" selected>' in answer.content.decode()
    page = words_of(answer)
    assert "按内容看，像是" in page
    assert "因为说到" in page


def test_the_form_in_place_shows_a_precedent_too(town, signed_in):
    before = loop.filed(town, "0506", body="地下室漏水，臭得很")
    case = loop.raised(town)
    client = signed_in("staff")
    with at_most(10):
        answer = file_form(client, case, HTTP_HX_REQUEST="true")
    assert "因为说到" in words_of(answer)
    assert before.subject in words_of(answer)
    assert '<option value="0506" selected>' in answer.content.decode()


def test_when_not_sure_nothing_is_chosen_beforehand(town, signed_in):
    case = loop.raised(town, body="有件事想反映一下")
    answer = file_form(signed_in("staff"), case)
    assert '<option value="" selected>' in answer.content.decode()
    assert "不确定" in words_of(answer)


def test_staff_may_file_under_another_kind(town, signed_in):
    case = loop.raised(town)
    post_deed(signed_in("staff"), case, Deed.FILE, category="0301", place="")
    assert loop.read_again(case).category_code == "0301"
