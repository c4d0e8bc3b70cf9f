"""What is open to the person who raised a matter, and that each deed is his alone."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from linli.cases.actions.merge_case import merge_case
from linli.cases.models import Step
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do, read_again

from .conftest import follow, photograph

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


def deed(client, case, name: str, **given):
    return client.post(f"/follow/{case.code}/{name}/", {"key": str(uuid4()), **given})


def test_satisfied_closes_the_case(client, town):
    case = loop.calling_back(town)
    follow(client, case)
    assert "请您评价" in client.get(f"/follow/{case.code}/").content.decode()
    assert deed(client, case, "rate", resolved="yes", satisfaction="satisfied").status_code == 302
    case = read_again(case)
    assert (case.state, case.solved, case.satisfaction) == ("closed", True, "satisfied")


def test_a_reasoned_no_opens_it_again_and_an_unreasoned_one_closes_it(client, town):
    first, second = loop.calling_back(town), loop.calling_back(town)
    follow(client, first)
    follow(client, second)
    deed(client, first, "rate", resolved="no", satisfaction="dissatisfied", reason="还在漏")
    deed(client, second, "rate", resolved="no", satisfaction="dissatisfied")
    assert (read_again(first).state, read_again(second).state) == ("reopened", "closed")
    assert read_again(second).solved is False


def test_an_answer_that_is_not_whole_keeps_its_words(client, town):
    case = loop.calling_back(town)
    follow(client, case)
    answer = deed(client, case, "rate", resolved="yes", reason="办得快")
    assert answer.status_code == 422
    assert "办得快" in answer.content.decode()


def test_words_and_photographs_are_added(client, town):
    case = loop.handling(town)
    follow(client, case)
    assert deed(client, case, "supplement", text="今天水更大了", photographs=[photograph()]).status_code == 302
    page = client.get(f"/follow/{case.code}/").content.decode()
    assert "今天水更大了" in page
    with acting_in(Scope.everything()):
        assert Attachment.objects.count() == 1


def test_an_addition_without_words_keeps_its_photograph(client, town):
    case = loop.handling(town)
    follow(client, case)
    refused = deed(client, case, "supplement", text=" ", photographs=[photograph()])
    token = re.search(r'name="kept" value="([^"]+)"', refused.content.decode()).group(1)
    deed(client, case, "supplement", text="补充", kept=[token])
    with acting_in(Scope.everything()):
        assert Attachment.objects.count() == 1


def test_a_closed_case_is_opened_again_within_seven_days_and_not_after(client, town):
    case = loop.closed(town)
    with clock.at(clock.now() + timedelta(days=8)):
        follow(client, case)
        assert "已经过了 7 天" in client.get(f"/follow/{case.code}/").content.decode()
        assert deed(client, case, "reopen", reason="又漏了").status_code == 422
    follow(client, case)
    assert deed(client, case, "reopen", reason="又漏了").status_code == 302
    assert read_again(case).state == "reopened"


def test_urging_reminds_three_times_a_day(client, town):
    case = loop.handling(town)
    follow(client, case)
    for _ in range(3):
        assert deed(client, case, "urge").status_code == 302
    assert deed(client, case, "urge").status_code == 429


def test_withdrawing_asks_first_and_ends_the_case(client, town):
    case = loop.handling(town)
    follow(client, case)
    assert "确定撤回" in client.get(f"/follow/{case.code}/withdraw/").content.decode()
    assert deed(client, case, "withdraw").status_code == 302
    assert read_again(case).state == "withdrawn"
    assert "您已撤回" in client.get(f"/follow/{case.code}/").content.decode()


def test_a_rejected_matter_can_be_appealed_once(client, town):
    case = do(town, "staff", loop.raised(town), Deed.REJECT, {"reason": "不属于本社区"})
    follow(client, case)
    assert "不属于本社区" in client.get(f"/follow/{case.code}/").content.decode()
    assert deed(client, case, "appeal", reason="就在我家楼下").status_code == 302
    assert read_again(case).state == "appealed"
    assert deed(client, case, "appeal", reason="再说一次").status_code == 422


def test_sending_a_deed_twice_does_it_once(client, town):
    case = loop.handling(town)
    follow(client, case)
    given = {"key": str(uuid4()), "text": "补充一次"}
    for _ in range(2):
        assert client.post(f"/follow/{case.code}/supplement/", given).status_code == 302
    with acting_in(Scope.everything()):
        assert Step.objects.filter(case=case, deed="supplement").count() == 1


def test_a_deed_the_state_has_closed_is_refused_and_its_words_are_kept(client, town):
    case = loop.calling_back(town)
    follow(client, case)
    loop.by_reporter(case, Deed.WITHDRAW)
    answer = deed(client, case, "rate", resolved="no", satisfaction="dissatisfied", reason="留住这句话")
    assert answer.status_code == 422
    assert "留住这句话" in answer.content.decode()


@pytest.mark.parametrize("name", ["dispatch", "close", "x" * 200, "confirm_void"])
def test_deeds_of_others_are_not_there(client, town, name):
    case = loop.handling(town)
    follow(client, case)
    assert client.get(f"/follow/{case.code}/{name}/").status_code in (404, 405)


@pytest.mark.parametrize(
    "given", [{"key": "x"}, {"resolved": "\x00"}, {"satisfaction": "9" * 5000}, {"reason": "字" * 3000}, {}]
)
def test_nothing_sent_breaks_a_deed(client, town, given):
    case = loop.calling_back(town)
    follow(client, case)
    assert deed(client, case, "rate", **given).status_code == 422


def test_who_raised_a_merged_matter_rates_the_case_that_goes_on(client, town):
    other, case = loop.raised(town), loop.fed_back(town)
    merge_case(actor=town.actor("staff"), key=uuid4(), case=other.key, into=case.key)
    case = do(town, "staff2", case, Deed.PASS_INSPECTION)
    follow(client, other)
    assert "请您评价" in client.get(f"/follow/{other.code}/").content.decode()
    assert deed(client, other, "rate", resolved="yes", satisfaction="satisfied").status_code == 302
    assert read_again(case).state == "closed"
