"""The check of an answer beside the form, with and without a script, and on the page to try."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.in_the_loop import handling, make_categories
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

ANSWER = "地下室漏水经查是水管接口老化，11月30日前由物业更换，有疑问打物业电话。"


@pytest.fixture
def officer():
    town = make_small_community()
    make_categories()
    client = Client()
    client.post(reverse("staff:sign_in"), {"username": "officer_a", "password": PASSWORD, "key": uuid4()})
    client.case = handling(town)
    return client


def test_the_form_that_feeds_back_offers_the_check(officer):
    page = officer.get(reverse("staff:case_deed", args=[officer.case.code, "feed_back"])).content.decode()
    assert reverse("staff:check_reply", args=[officer.case.code]) in page


def test_with_a_script_only_the_list_comes(officer):
    address = reverse("staff:check_reply", args=[officer.case.code])
    page = officer.post(address, {"result": ANSWER}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "水管接口老化" in page


def test_without_a_script_the_form_comes_back_with_what_was_typed(officer):
    address = reverse("staff:check_reply", args=[officer.case.code])
    page = officer.post(address, {"result": ANSWER, "public_summary": "已更换接口"}).content.decode()
    assert page.count("水管接口老化") >= 2
    assert "已更换接口" in page
    assert 'name="key"' in page


def test_nothing_blocks_and_nothing_is_kept(officer):
    address = reverse("staff:check_reply", args=[officer.case.code])
    assert officer.post(address, {"result": ""}).status_code == 200
    assert officer.post(address, {}).status_code == 200


@pytest.mark.parametrize("text", ["", "吵" * 20_001, "😡", "<script>alert(1)</script>"])
def test_the_page_to_try_takes_any_text(officer, text):
    assert officer.get(reverse("staff:try_reply")).status_code == 200
    answer = officer.post(reverse("staff:try_reply"), {"message": text, "reply": text})
    assert answer.status_code == (422 if len(text) > 20_000 else 200)
    assert "<script>alert" not in answer.content.decode()
