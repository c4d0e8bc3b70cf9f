"""The wall of the governance centre: what needs a decision, with its base, and nobody's data."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from linli.accounts.actions.grant_role import grant_role
from linli.accounts.actions.open_account import open_account
from linli.accounts.models import User
from linli.accounts.secret import Secret
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import NotAllowed
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most
from tests.insight.hot_issues import NIGHT, issues, told_all
from tests.small_community import PASSWORD


@pytest.fixture
def town(town):
    loop.make_categories()
    told_all(town, NIGHT)
    loop.handling(town)
    loop.closed(town)
    deliver(1000)
    return town


def read(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_wall_says_what_waits_the_hot_issues_and_the_places_below(town, signed_in_as):
    answer = signed_in_as("centre").get(reverse("centre:screen"))
    words = read(answer)
    for heading in ("先要决定的", "热点问题", "每天反映和结案", "各类事项", "截至"):
        assert heading in words
    assert issues()[0].name in words
    assert "近 30 天反映 7 件，结案 1 件" in words
    assert "1/1 件办结，近 30 天" in words


def test_nobodys_name_or_telephone_or_words_stand_on_the_wall(town, signed_in_as):
    page = signed_in_as("centre").get(reverse("centre:screen"), {"place": town.code}).content.decode()
    for personal in ("王某", "1390000", *NIGHT, town.users["officer_a"].name):
        assert personal not in page


def test_it_renews_itself_with_the_sheet_alone(town, signed_in_as):
    client = signed_in_as("centre")
    whole = client.get(reverse("centre:screen")).content.decode()
    part = client.get(reverse("centre:screen"), headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 60s"' in whole
    assert part.startswith("<main")
    assert "<html" not in part


def test_a_place_beyond_ones_own_is_not_shown(town, signed_in_as):
    assert signed_in_as("street_lead").get(reverse("centre:screen"), {"place": "11"}).status_code == 404


def test_a_grid_has_its_wall_without_a_trend(town, signed_in_as):
    answer = signed_in_as("centre").get(reverse("centre:screen"), {"place": town.grid_a})
    assert answer.status_code == 200
    assert "每天反映和结案" not in read(answer)


def test_the_wall_costs_a_fixed_number_of_statements(town, signed_in_as):
    client = signed_in_as("centre")
    client.get(reverse("centre:screen"))
    with at_most(9):
        client.get(reverse("centre:screen"))


def test_the_kinds_of_the_last_days_stand_beside_as_many_before(town, signed_in_as):
    kinds = signed_in_as("centre").get(reverse("centre:screen")).context["kinds"]
    assert sum(one["value"] for one in kinds) <= 7
    assert all("前 30 天 0" in one["base"] for one in kinds)
    assert not any(one["label"].isdigit() for one in kinds)


class TestAnAccountOfItsOwn:
    """The screen of the hall: signed in day and night, it sees its wall and nothing else."""

    @pytest.fixture
    def wall(self, town):
        user = open_account(
            actor=town.actor("admin"), key=None, username="daping", name="综治中心大屏", password=Secret(PASSWORD),
            role=Role.WALL, prefix=town.street,
        )  # fmt: skip
        User.objects.filter(id=user.id).update(must_change_password=False)
        client = Client()
        answer = client.post("/staff/sign-in/", {"username": "daping", "password": PASSWORD})
        assert answer["Location"] == reverse("centre:screen")
        return client

    def test_opening_it_is_in_the_audit_trail(self, town, wall):
        with acting_in(town.actor("auditor").scope):
            assert AuditLine.objects.filter(deed="account.open").exists()

    def test_it_sees_the_wall_of_its_place_and_below_and_opens_no_number(self, town, wall):
        page = wall.get(reverse("centre:screen"))
        assert page.status_code == 200
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert "先要决定的" in main
        assert "/staff/" not in main
        assert "/centre/hot-issues/" not in main
        assert wall.get(reverse("centre:screen"), {"place": town.code}).status_code == 200
        assert wall.get(reverse("centre:screen"), {"place": town.county}).status_code == 404

    def test_every_other_page_is_refused_with_a_sentence(self, wall):
        for name in ("staff:my_account", "staff:notices", "centre:overview", "staff:desk", "centre:trends"):
            answer = wall.get(reverse(name))
            assert answer.status_code == 403, name
        assert "大屏的账号" in read(wall.get(reverse("staff:my_account")))

    def test_it_stays_signed_in_through_the_night_where_a_person_is_signed_out(self, wall, town, signed_in_as):
        person = signed_in_as("street_lead")
        renewing = {"headers": {"HX-Request": "true"}}
        address, now = reverse("centre:screen"), clock.now()
        for minute in range(1, 60, 10):
            with clock.at(now + timedelta(minutes=minute)):
                assert wall.get(address, **renewing).status_code == 200
                answer = person.get(address, **renewing)
                # A page that renews itself is nobody's doing: after half an hour the desk's session is over all the same.
                assert ("HX-Redirect" in answer) == (minute > 30)
        with clock.at(now + timedelta(hours=10)):
            assert wall.get(address, **renewing).status_code == 200

    def test_it_holds_no_other_role_and_nobody_else_holds_its_role(self, town, wall):
        daping = User.objects.get(username="daping")
        for user, role in ((daping, Role.STREET_LEAD), (town.users["staff"], Role.WALL)):
            with pytest.raises(NotAllowed, match="alone"):
                grant_role(actor=town.actor("admin"), key=None, user_id=user.id, role=role, prefix=town.street)


def test_the_overview_leads_to_the_wall(town, signed_in_as):
    assert reverse("centre:screen") in signed_in_as("centre").get(reverse("centre:overview")).content.decode()
