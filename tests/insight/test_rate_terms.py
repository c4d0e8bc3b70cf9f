"""How the rates are reckoned is a street's to decide: counts stay, rates follow, issued reports keep their terms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from linli.insight.actions.draft_report import draft_report
from linli.insight.actions.set_rate_terms import set_rate_terms
from linli.insight.indicators import indicators, rate_of, score_of
from linli.insight.models import RateTerms
from linli.insight.public_rates import public_rates
from linli.insight.rate_terms import terms_for
from linli.insight.report_figures import figures_kept
from linli.insight.rules import half_month_of
from linli.insight.rules.indicators import BY_CODE
from linli.insight.rules.measures import Measure
from linli.insight.rules.rate_terms import SHIPPED, Terms
from linli.kernel.errors import BadInput, NotAllowed
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from tests.insight.half_month import FIRST, after, make_half_month
from tests.small_community import PASSWORD, make_small_community

D = Decimal
OURS = replace(SHIPPED, weights=(D("0.4"), D("0.3"), D("0.3")), basically_counts=D("0.5"), whistle_high=D("0.1"))


def decide(town, who="street_lead", place=None, terms=OURS, reason="街道办公会"):
    return set_rate_terms(
        actor=town.actor(who), key=uuid4(), place_code=place or town.street, terms=terms, reason=reason
    )


class TestRules:
    @pytest.mark.parametrize(
        ("changed", "mistake"),
        [
            ({}, ""),
            ({"weights": (D("0.3"), D("0.3"), D("0.3"))}, "weights"),
            ({"weights": (D("1.2"), D("-0.1"), D("-0.1"))}, "weights"),
            ({"weights": (D("NaN"), D("0.5"), D("0.5"))}, "weights"),
            ({"weights": (D("0.333"), D("0.333"), D("0.334"))}, "weights"),
            ({"basically_counts": D("1.01")}, "basically_counts"),
            ({"whistle_low": D("0.2"), "whistle_high": D("0.2")}, "whistle_band"),
            ({"whistle_high": D("Infinity")}, "whistle_band"),
        ],
    )
    def test_terms_that_cannot_be_name_what_is_wrong(self, changed, mistake):
        assert replace(SHIPPED, **changed).mistake == mistake

    @given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 100))
    def test_the_satisfaction_rate_lies_between_counting_basically_as_nothing_and_as_all(
        self, whole, half, none, factor
    ):
        counts = dict.fromkeys(Measure, 0) | {
            Measure.SATISFIED: whole, Measure.BASICALLY: half, Measure.RATED: whole + half + none,
        }  # fmt: skip
        rate, least, most = (
            rate_of(BY_CODE["satisfy"], counts, replace(SHIPPED, basically_counts=D(n) / 100)).value
            for n in (factor, 0, 100)
        )
        assert (rate is None) == (whole + half + none == 0)
        assert rate is None or least <= rate <= most


@pytest.mark.django_db
class TestDeciding:
    @pytest.fixture
    def town(self):
        return make_small_community()

    def test_the_street_decides_else_its_county_else_what_is_shipped(self, town):
        county = town.street[:6]
        assert terms_for(town.code) == SHIPPED
        assert terms_for("") == terms_for("3417") == SHIPPED
        decide(town, "centre", county, replace(OURS, basically_counts=D("0.7")))
        assert terms_for(town.code).basically_counts == D("0.7")
        assert terms_for(town.code).decided_by == county
        decide(town)
        assert (terms_for(town.grid_a).basically_counts, terms_for(town.grid_a).decided_by) == (D("0.5"), town.street)
        assert terms_for(county).basically_counts == D("0.7")

    def test_deciding_again_changes_it_and_both_are_in_the_audit_trail(self, town):
        decide(town)
        decide(town, terms=replace(OURS, basically_counts=D("0.8")), reason="改")
        assert RateTerms.public.count() == 1
        assert terms_for(town.street).basically_counts == D("0.8")
        lines = AuditLine._base_manager.filter(deed="rate_terms.set").order_by("at", "id")
        assert lines.count() == 2

    def test_only_who_answers_for_the_street_decides(self, town):
        for who in ("lead", "staff", "street_staff", "auditor"):
            with pytest.raises(NotAllowed):
                decide(town, who)
        with pytest.raises(NotAllowed):
            decide(town, "street_lead", town.street[:6])
        with pytest.raises(BadInput):
            decide(town, place=town.code)
        with pytest.raises(BadInput):
            decide(town, reason="  ")
        with pytest.raises(BadInput):
            decide(town, terms=replace(OURS, basically_counts=D("2")))
        assert not RateTerms.public.exists()

    def test_counts_stay_and_rates_follow(self, town):
        make_half_month(town)
        actor = town.actor("street_lead")
        with after(), acting_in(actor.scope):
            before = indicators(actor, town.street, half_month_of(FIRST))
        decide(town)
        with after(), acting_in(actor.scope):
            page = indicators(actor, town.street, half_month_of(FIRST))
        assert page.counts == before.counts
        # response 2/4, solved 2/2, satisfied 1/2
        assert score_of(before.counts, before.terms) == D("67.50")
        assert score_of(page.counts, page.terms) == D("65.00")
        assert public_rates(town.code).basically_counts == D("0.5")

    def test_an_issued_report_keeps_the_terms_it_was_counted_by(self, town):
        make_half_month(town)
        drafted = {"actor": town.actor("staff"), "place_code": town.code, "estate_id": None}
        with after():
            report = draft_report(key=uuid4(), first_on=FIRST, **drafted)
            decide(town)
            later = draft_report(key=uuid4(), first_on=FIRST.replace(month=10, day=16), **drafted)
        assert figures_kept(report).basically_counts == "0.6"
        assert figures_kept(later).basically_counts == "0.50"


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def town(self):
        return make_small_community()

    def client(self, who):
        client = Client()
        client.post("/staff/sign-in/", {"username": who, "password": PASSWORD})
        return client

    def filled(self, **changed):
        return {
            **{"response": "0.4", "resolve": "0.3", "satisfy": "0.3", "basically": "0.5", "low": "2", "high": "12.5"},
            **{"reason": "街道办公会", "key": str(uuid4())},
            **changed,
        }

    def test_the_lead_changes_it_and_the_pages_say_so(self, town):
        lead, url = self.client("street_lead"), reverse("centre:rate_terms")
        assert "没有人改过" in lead.get(url).content.decode()
        assert lead.post(url, self.filled()).status_code == 302
        assert terms_for(town.street) == Terms(
            (D("0.40"), D("0.30"), D("0.30")), D("0.50"), D("0.02"), D("0.125"), town.street, "街道办公会"
        )
        page = lead.get(reverse("centre:indicators")).content.decode()
        assert "基本满意 × 0.5" in page
        assert "0.4 × 响应率" in page
        shown = self.client("lead").get(url).content.decode()
        assert "街道负责人或治理中心来定" in shown
        assert "清风街道：比率怎么算" in shown
        assert "现在按本处自己定的口径" in shown

    def test_what_cannot_be_is_said_in_a_sentence_and_what_was_typed_is_kept(self, town):
        lead, url = self.client("street_lead"), reverse("centre:rate_terms")
        for changed, words in (
            ({"satisfy": "0.35"}, "合起来正好是 1"),
            ({"low": "30"}, "下面一条要比上面一条小"),
            ({"basically": "x"}, ""),
            ({"high": "1e999"}, ""),
            ({"response": "NaN"}, ""),
        ):
            answer = lead.post(url, self.filled(**changed))
            assert answer.status_code == 422
            assert words in answer.content.decode()
            assert "街道办公会" in answer.content.decode()
        assert self.client("lead").post(url, self.filled()).status_code in (403, 422)
        assert not RateTerms.public.exists()
