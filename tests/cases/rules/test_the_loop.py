"""The rules of standards.zh.md §8, one by one."""

from datetime import timedelta

import pytest
from matter import ANSWER, PEOPLE, Matter, bring_to, contact

from linli.cases.rules import Deed, LoopPolicy, Note, Reason, State
from linli.kernel.errors import BadInput, MissingField, NotAllowed, TooLate, WrongState
from linli.kernel.limits import Limit


def refused(matter, who, deed, **given) -> str:
    with pytest.raises(NotAllowed) as refusal:
        matter.do(who, deed, **given)
    return refusal.value.reason


def test_a_matter_goes_from_a_residents_words_to_a_rated_end(matter):
    bring_to(matter, State.CALLING_BACK)
    matter.do("resident", Deed.RATE, resolved=True, satisfaction="satisfied")
    assert matter.state is State.CLOSED
    matter.later(days=7)
    matter.do("system", Deed.ARCHIVE)
    assert matter.state is State.ARCHIVED


def test_filing_needs_category_and_place_and_starts_the_clocks(matter):
    bring_to(matter, State.REPORTED)
    with pytest.raises(MissingField) as refusal:
        matter.do("clerk", Deed.FILE, category="0506", place=" ")
    assert refusal.value.fields == ("place",)
    assert Note.START_CLOCKS in matter.do("clerk", Deed.FILE, category="0506", place="341702010901").notes


def test_an_officer_may_be_asked_to_look_first(matter):
    bring_to(matter, State.REPORTED)
    matter.do("clerk", Deed.VERIFY, verifier="officer")
    assert Deed.RECORD_FINDING not in matter.offered("partner")
    matter.do("officer", Deed.RECORD_FINDING, finding="确有渗水")
    assert matter.state is State.REPORTED


def test_only_the_handler_accepts(matter):
    bring_to(matter, State.DISPATCHED)
    assert Deed.ACCEPT not in matter.offered("housing")
    assert refused(matter, "housing", Deed.ACCEPT) == Reason.NOT_HANDLER
    matter.do("firm", Deed.ACCEPT)
    with pytest.raises(WrongState) as refusal:
        matter.do("firm", Deed.ACCEPT)
    assert refusal.value.allowed == {State.DISPATCHED}


def test_the_second_return_goes_to_consultation(matter):
    bring_to(matter, State.DISPATCHED)
    matter.do("firm", Deed.RETURN, reason="不归物业")
    assert matter.state is State.RETURNED
    matter.do("clerk", Deed.DISPATCH, lead="housing")
    assert Note.SECOND_RETURN in matter.do("housing", Deed.RETURN, reason="不归住建").notes
    assert matter.state is State.CONSULTING


def test_when_nobody_owns_it_the_first_receiver_leads(matter):
    bring_to(matter, State.DISPATCHED)
    matter.do("firm", Deed.RETURN, reason="不归物业")
    matter.do("clerk", Deed.CONSULT, invited=["firm", "housing"])
    with pytest.raises(MissingField):
        matter.do("clerk", Deed.CONCLUDE_CONSULTATION, minutes="都说不归自己")
    decision = matter.do("clerk", Deed.CONCLUDE_CONSULTATION, minutes="都说不归自己", nobody_owns=True)
    assert decision.settles["lead"] == "firm"
    assert Note.FIRST_RECEIVER_LEADS in decision.notes
    matter.do("firm", Deed.ACCEPT)


def test_the_first_contact_is_the_response_and_only_the_first(matter):
    bring_to(matter, State.ACCEPTED)
    assert Note.FIRST_CONTACT in matter.do("firm", Deed.RECORD_CONTACT, **contact(matter.now)).notes
    assert matter.state is State.HANDLING
    again = matter.do("firm", Deed.RECORD_CONTACT, **contact(matter.now))
    assert Note.FIRST_CONTACT not in again.notes
    assert not again.moves


def test_a_contact_is_not_recorded_before_it_was_made(matter):
    bring_to(matter, State.ACCEPTED)
    with pytest.raises(BadInput):
        matter.do("firm", Deed.RECORD_CONTACT, **contact(matter.now + timedelta(minutes=1)))


def test_a_transfer_stays_on_its_level_and_keeps_the_state(matter):
    bring_to(matter, State.FILED)
    matter.do("clerk", Deed.DISPATCH, lead="officer", lead_level="grid")
    matter.do("officer", Deed.ACCEPT)
    to_the_street = {"lead": "street", "lead_level": "street", "reason": "请假"}
    assert refused(matter, "officer", Deed.TRANSFER, **to_the_street) == Reason.OTHER_LEVEL
    matter.do("officer", Deed.TRANSFER, lead="partner", lead_level="grid", reason="请假")
    assert matter.state is State.ACCEPTED
    matter.do("partner", Deed.RESUME_WORK)


def test_called_departments_arrive_and_each_once(matter):
    bring_to(matter, State.HANDLING)
    with pytest.raises(BadInput):
        matter.do("clerk", Deed.WHISTLE, kind="loud", departments=["housing"])
    matter.do("clerk", Deed.WHISTLE, kind="beyond_us", departments=["housing", "urban"])
    assert refused(matter, "housing", Deed.RESPOND, department="fire") == Reason.NOT_CALLED
    matter.do("housing", Deed.RESPOND, department="housing")
    assert matter.state is State.JOINED
    assert refused(matter, "housing", Deed.RESPOND, department="housing") == Reason.ALREADY_ARRIVED
    matter.do("street", Deed.RESPOND, department="urban")
    assert matter.state is State.JOINED
    assert matter.facts.arrived == {"housing", "urban"}


def test_whoever_handles_does_not_inspect(matter):
    bring_to(matter, State.FILED)
    matter.do("clerk", Deed.DISPATCH, lead="officer", lead_people=["officer"], assists=["partner"])
    matter.do("officer", Deed.ACCEPT)
    matter.do("officer", Deed.RESUME_WORK)
    matter.do("officer", Deed.FEED_BACK, result="已清理")
    assert matter.offered("officer")[Deed.TAKE_INSPECTION] is Reason.HANDLER
    assert refused(matter, "officer", Deed.PASS_INSPECTION) == Reason.HANDLER
    assert refused(matter, "partner", Deed.PASS_INSPECTION) == Reason.HANDLER
    matter.do("clerk_two", Deed.PASS_INSPECTION)


def test_whoever_handled_before_a_transfer_does_not_inspect_either(matter):
    bring_to(matter, State.HANDLING)
    matter.do("clerk", Deed.TRANSFER, lead="officer", lead_level="grid", reason="改由网格办")
    matter.do("officer", Deed.FEED_BACK, result="已清理")
    assert "firm" in matter.facts.ever_handled
    assert refused(matter, "officer", Deed.TAKE_INSPECTION) == Reason.HANDLER


def test_a_tenant_may_keep_the_dispatcher_from_inspecting():
    strict = bring_to(Matter(LoopPolicy(dispatcher_may_inspect=False)), State.FED_BACK)
    assert refused(strict, "clerk", Deed.TAKE_INSPECTION) == Reason.DISPATCHER
    bring_to(Matter(), State.FED_BACK).do("clerk", Deed.TAKE_INSPECTION)


def test_one_inspects_and_the_other_is_told(matter):
    bring_to(matter, State.INSPECTING)
    assert refused(matter, "clerk", Deed.PASS_INSPECTION) == Reason.INSPECTED_BY_ANOTHER
    matter.do("clerk", Deed.TAKE_INSPECTION)  # takes over when the first falls ill
    matter.do("clerk", Deed.PASS_INSPECTION)


def test_what_fails_inspection_is_worked_on_again(matter):
    bring_to(matter, State.INSPECTING)
    with pytest.raises(MissingField):
        matter.do("officer", Deed.FAIL_INSPECTION)
    matter.do("officer", Deed.FAIL_INSPECTION, reason="仍在滴水")
    assert matter.state is State.REWORK
    matter.do("firm", Deed.RESUME_WORK)
    assert matter.state is State.HANDLING


def test_the_handler_may_not_call_back(matter):
    bring_to(matter, State.CALLING_BACK)
    matter.change(ever_handled=frozenset({"clerk"}))
    assert refused(matter, "clerk", Deed.CALL_BACK, **ANSWER) == Reason.HANDLER


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ({"resolved": True, "satisfaction": "basically"}, State.CLOSED),
        ({"resolved": True, "satisfaction": "dissatisfied"}, State.CLOSED),
        ({"resolved": True, "satisfaction": "dissatisfied", "reason": "又漏了"}, State.REOPENED),
        ({"resolved": False, "satisfaction": "satisfied", "reason": "人很好，水还在漏"}, State.REOPENED),
    ],
)
def test_a_reasoned_no_reopens_and_any_other_answer_closes(matter, answer, end):
    bring_to(matter, State.CALLING_BACK)
    matter.do("clerk", Deed.CALL_BACK, reached=True, **answer)
    assert matter.state is end


def test_a_call_that_reached_somebody_says_what_they_said(matter):
    bring_to(matter, State.CALLING_BACK)
    with pytest.raises(MissingField) as refusal:
        matter.do("clerk", Deed.CALL_BACK, reached=True)
    assert refusal.value.fields == ("resolved", "satisfaction")
    with pytest.raises(BadInput):
        matter.do("clerk", Deed.CALL_BACK, reached=True, resolved=True, satisfaction="ecstatic")


def test_three_calls_to_nobody_or_seven_silent_days_close_it_as_not_rated(matter):
    bring_to(matter, State.CALLING_BACK)
    assert refused(matter, "system", Deed.CLOSE_UNANSWERED) == Reason.TOO_EARLY
    matter.do("clerk", Deed.CALL_BACK, reached=False)
    matter.do("clerk", Deed.CALL_BACK, reached=False)
    assert Note.ATTEMPTS_EXHAUSTED in matter.do("clerk", Deed.CALL_BACK, reached=False).notes
    assert Note.NOT_RATED in matter.do("system", Deed.CLOSE_UNANSWERED).notes
    silent = bring_to(Matter(), State.CALLING_BACK)
    silent.later(days=7)
    silent.do("system", Deed.CLOSE_UNANSWERED)
    silent.do("resident", Deed.RATE, resolved=True, satisfaction="satisfied")


def test_only_who_raised_it_rates_reopens_and_withdraws(matter):
    bring_to(matter, State.CLOSED)
    assert refused(matter, "clerk", Deed.REOPEN, reason="代群众") == Reason.ROLE
    assert refused(matter, "neighbour", Deed.REOPEN, reason="我也要") == Reason.NOT_REPORTER
    fresh = bring_to(Matter(), State.HANDLING)
    for who in PEOPLE.keys() - {"resident", "neighbour"}:
        assert refused(fresh, who, Deed.WITHDRAW) == Reason.ROLE
    fresh.do("resident", Deed.WITHDRAW)
    assert fresh.state is State.WITHDRAWN


def test_seven_days_after_closing_it_is_too_late_to_reopen(matter):
    bring_to(matter, State.CLOSED)
    matter.later(days=7)
    assert isinstance(matter.offered("resident")[Deed.REOPEN], TooLate)
    with pytest.raises(TooLate) as refusal:
        matter.do("resident", Deed.REOPEN, reason="又漏了")
    assert refusal.value.limit == timedelta(days=7)


def test_a_reopened_case_goes_to_other_eyes(matter):
    bring_to(matter, State.CLOSED)
    assert Note.RESTART_CLOCKS in matter.do("resident", Deed.REOPEN, reason="又漏了").notes
    assert refused(matter, "officer", Deed.DISPATCH, lead="firm") == Reason.ROLE
    assert refused(matter, "clerk", Deed.DISPATCH, lead="firm") == Reason.EARLIER_REVIEWER
    matter.do("clerk_two", Deed.DISPATCH, lead="firm")
    matter.do("firm", Deed.ACCEPT)
    matter.do("firm", Deed.RESUME_WORK)
    matter.do("firm", Deed.FEED_BACK, result="重做防水")
    assert refused(matter, "officer", Deed.TAKE_INSPECTION) == Reason.EARLIER_REVIEWER
    matter.do("partner", Deed.PASS_INSPECTION)
    assert refused(matter, "clerk", Deed.CALL_BACK, **ANSWER) == Reason.EARLIER_REVIEWER
    matter.do("street", Deed.CALL_BACK, **ANSWER)


def test_one_matter_of_several_reporters_goes_on_until_the_last_withdraws(matter):
    bring_to(matter, State.HANDLING)
    matter.do("clerk", Deed.ADD_ENTRY, entry="neighbour")
    assert Note.ENTRY_WITHDRAWN in matter.do("resident", Deed.WITHDRAW).notes
    assert matter.state is State.HANDLING
    assert refused(matter, "resident", Deed.SUPPLEMENT, text="再补充") == Reason.NOT_REPORTER
    matter.do("neighbour", Deed.SUPPLEMENT, text="昨晚又漏")
    matter.do("neighbour", Deed.WITHDRAW)
    assert matter.state is State.WITHDRAWN


def test_what_is_settled_on_the_spot_may_be_checked_rated_and_reopened(matter):
    done = {"category": "0201", "place": "341702010901", "result": "已清走"}
    matter.do("officer", Deed.SELF_CLOSE, entry="resident", **done)
    assert refused(matter, "officer", Deed.TAKE_INSPECTION) == Reason.HANDLER
    assert refused(matter, "officer", Deed.CALL_BACK, **ANSWER) == Reason.ROLE
    matter.do("clerk", Deed.TAKE_INSPECTION)
    matter.do("clerk", Deed.FAIL_INSPECTION, reason="又堆上了")
    matter.do("officer", Deed.RESUME_WORK)
    again = Matter()
    again.do("officer", Deed.SELF_CLOSE, entry="resident", **done)
    again.do("resident", Deed.REOPEN, reason="没清走")
    assert again.state is State.REOPENED


def test_an_extension_is_asked_in_time_granted_by_another_and_only_once(matter):
    bring_to(matter, State.HANDLING)
    ask = {"reason": "等配件", "extension": Limit.parse("10wd")}
    assert refused(matter, "firm", Deed.ASK_EXTENSION, **{**ask, "extension": Limit.parse("16wd")}) == Reason.TOO_LONG
    assert refused(matter, "firm", Deed.ASK_EXTENSION, **{**ask, "extension": Limit.parse("10h")}) == Reason.TOO_LONG
    matter.do("firm", Deed.ASK_EXTENSION, **ask)
    assert refused(matter, "firm", Deed.GRANT_EXTENSION) == Reason.ROLE
    decision = matter.do("street", Deed.GRANT_EXTENSION)
    assert decision.settles["extension"] == Limit.parse("10wd")
    assert refused(matter, "firm", Deed.ASK_EXTENSION, **ask) == Reason.ALREADY_EXTENDED
    late = bring_to(Matter(), State.HANDLING)
    late.later(days=21)
    with pytest.raises(TooLate):
        late.do("firm", Deed.ASK_EXTENSION, **ask)


def test_a_clerk_who_handles_does_not_grant_her_own_extension(matter):
    bring_to(matter, State.FILED)
    matter.do("clerk", Deed.DISPATCH, lead="clerk")
    matter.do("clerk", Deed.ASK_EXTENSION, reason="等配件", extension=Limit.parse("1wd"))
    assert refused(matter, "clerk", Deed.GRANT_EXTENSION) == Reason.SAME_PERSON


def test_a_suspension_has_a_reason_and_a_day_and_gives_the_time_back(matter):
    bring_to(matter, State.HANDLING)
    today = matter.now.date()
    with pytest.raises(BadInput):
        matter.do("secretary", Deed.SUSPEND, reason="等汛期过", review_on=today)
    with pytest.raises(BadInput):
        matter.do("secretary", Deed.SUSPEND, reason="等汛期过", review_on=today + timedelta(days=91))
    paused = matter.do("secretary", Deed.SUSPEND, reason="等汛期过", review_on=today + timedelta(days=30))
    assert Note.PAUSE_CLOCKS in paused.notes
    assert refused(matter, "system", Deed.RESUME) == Reason.TOO_EARLY
    matter.later(days=30)
    assert Note.RESUME_CLOCKS in matter.do("system", Deed.RESUME).notes
    assert matter.state is State.HANDLING


def test_the_clock_waits_for_the_reporter_once_a_round(matter):
    bring_to(matter, State.HANDLING)
    matter.do("firm", Deed.ASK_REPORTER, question="漏水在几号柱？")
    matter.change(waiting_until=matter.now + timedelta(days=5))
    assert refused(matter, "system", Deed.STOP_WAITING) == Reason.TOO_EARLY
    matter.do("resident", Deed.SUPPLEMENT, text="12 号柱")
    assert matter.state is State.HANDLING
    assert refused(matter, "firm", Deed.ASK_REPORTER, question="还有吗？") == Reason.ALREADY_WAITED


def test_a_merged_case_goes_into_another_open_one(matter):
    bring_to(matter, State.FILED)
    assert refused(matter, "clerk", Deed.MERGE, into="case", into_state="filed") == Reason.SAME_CASE
    assert refused(matter, "clerk", Deed.MERGE, into="other", into_state="closed") == Reason.NOT_OPEN
    assert matter.do("clerk", Deed.MERGE, into="other", into_state="handling").tells


def test_a_void_takes_two_people_of_the_centre(matter):
    bring_to(matter, State.FILED)
    assert refused(matter, "street", Deed.PROPOSE_VOID, reason="测试") == Reason.ROLE
    matter.do("centre", Deed.PROPOSE_VOID, reason="测试数据")
    assert refused(matter, "centre", Deed.CONFIRM_VOID, reason="测试数据") == Reason.SAME_PERSON
    matter.do("centre_two", Deed.CONFIRM_VOID, reason="测试数据")
    assert matter.state is State.VOID


def test_an_unreasonable_demand_takes_two_people_and_may_be_appealed_once(matter):
    bring_to(matter, State.HANDLING)
    matter.do("clerk", Deed.PROPOSE_UNREASONABLE, reason="要求青蛙不叫")
    assert Deed.CONFIRM_UNREASONABLE not in matter.offered("clerk")
    matter.do("street", Deed.CONFIRM_UNREASONABLE, reason="要求青蛙不叫")
    matter.do("resident", Deed.APPEAL, reason="夜里无法入睡")
    assert refused(matter, "street", Deed.UPHOLD, reason="维持") == Reason.MADE_THE_FINDING
    matter.do("street_two", Deed.UPHOLD, reason="维持")
    assert matter.state is State.UNREASONABLE
    assert refused(matter, "resident", Deed.APPEAL, reason="还是不服") == Reason.ALREADY_APPEALED


def test_an_appeal_against_a_rejection_can_still_be_filed(matter):
    bring_to(matter, State.REPORTED)
    matter.do("clerk", Deed.REJECT, reason="不在本辖区")
    matter.do("resident", Deed.APPEAL, reason="就在 7 栋")
    matter.do("street", Deed.GRANT_APPEAL, reason="确在辖区")
    assert matter.state is State.REOPENED
    assert refused(matter, "clerk_two", Deed.DISPATCH, lead="firm") == Reason.NOT_FILED
    assert refused(matter, "clerk", Deed.FILE, category="0506", place="x") == Reason.EARLIER_REVIEWER
    matter.do("clerk_two", Deed.FILE, category="0506", place="341702010901")
    matter.do("clerk", Deed.DISPATCH, lead="firm")


def test_a_matter_rises_one_level_at_a_time_and_no_higher_than_the_county(matter):
    bring_to(matter, State.HANDLING)
    for level in ("street", "county"):
        assert matter.do("clerk", Deed.RAISE_LEVEL, reason="需上级协调").settles["level"] == level
    assert refused(matter, "clerk", Deed.RAISE_LEVEL, reason="再上") == Reason.HIGHEST_LEVEL


def test_a_draft_is_its_authors_alone(matter):
    matter.do("clerk", Deed.SAVE_DRAFT)
    assert matter.offered("clerk_two") == {}
    matter.do("clerk", Deed.SUBMIT, body="楼道堆物", entry="resident")
    assert matter.state is State.REPORTED


def test_the_page_shows_what_the_case_waits_for_first(matter):
    bring_to(matter, State.FILED)
    assert next(iter(matter.offered("clerk"))) is Deed.DISPATCH
    bring_to(other := Matter(), State.ACCEPTED)
    assert next(iter(other.offered("firm"))) is Deed.RECORD_CONTACT


def test_administrators_and_auditors_have_no_part_in_a_case(matter):
    from linli.cases.rules import TABLE
    from linli.kernel.actor import Role

    assert not any({Role.ADMINISTRATOR, Role.AUDITOR} & row.roles for row in TABLE)
