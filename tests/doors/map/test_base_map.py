"""A base map by setting: off as delivered, with source and review number, its pictures from one host alone, never in shifted coordinates."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.doors.map.base_map import base_map_of, forget_base_maps
from linli.insight.actions.set_base_map import set_base_map
from linli.insight.models import BaseMap
from linli.insight.rules.base_map import BaseMapSaid
from linli.kernel.errors import BadInput, NotAllowed
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

TIANDITU = "https://t0.tianditu.gov.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk={key}"
SAID = BaseMapSaid(TIANDITU, TIANDITU.replace("vec_w", "cva_w"), "天地图", "GS（2024）0650号")


def lay(town, prefix="", said=SAID, who="centre", secret="abc123", is_on=True):
    row = set_base_map(
        actor=town.actor(who), key=None, prefix=prefix or town.county, is_on=is_on, said=said, secret=secret
    )
    forget_base_maps()
    return row


def policy(answer):
    return next(part for part in answer["Content-Security-Policy"].split("; ") if part.startswith("img-src"))


def test_as_delivered_there_is_none_and_no_page_fetches_pictures_from_elsewhere(signed_in_as, town):
    answer = signed_in_as("staff").get(reverse("staff:map"))
    assert "data-base" not in answer.content.decode()
    assert policy(answer) == "img-src 'self' data: blob:"


def test_it_lies_under_the_maps_of_its_jurisdiction_and_opens_its_host_on_these_pages_alone(signed_in_as, town):
    lay(town)
    client = signed_in_as("staff")
    answer = client.get(reverse("staff:map"))
    page = answer.content.decode()
    assert "天地图 GS（2024）0650号" in page
    assert "tk=abc123" in page
    assert policy(answer) == "img-src 'self' data: blob: https://t0.tianditu.gov.cn"
    assert policy(client.get(reverse("staff:cases"))) == "img-src 'self' data: blob:"
    assert base_map_of("110101001001") is None


def test_residents_see_it_too(client, town):
    lay(town)
    answer = client.get(reverse("resident:circle", args=[town.code]))
    assert "https://t0.tianditu.gov.cn" in policy(answer)


def test_the_nearest_jurisdiction_decides(signed_in_as, town):
    lay(town)
    lay(
        town,
        town.street,
        BaseMapSaid("https://tiles.example.cn/{z}/{x}/{y}.png", "", "街道底图", "京S（2021）023号"),
        "street_lead",
        "",
    )
    assert base_map_of(town.code).source == "街道底图 京S（2021）023号"
    assert base_map_of(town.county).source.startswith("天地图")
    lay(town, town.street, is_on=False, who="street_lead", secret="")
    assert base_map_of(town.code).source.startswith("天地图")


def test_the_key_is_sealed_and_stays_until_another_is_given(town):
    row = lay(town)
    lay(town, secret="")
    row = BaseMap.objects.get(id=row.id)
    assert b"abc123" not in row.secret.as_bytes()
    assert row.secret.reveal() == "abc123"
    with acting_in(Scope.everything()):
        line = AuditLine.objects.filter(deed="base_map.set").order_by("-at").first()
    assert "abc123" not in json.dumps(line.changes)
    assert line.changes["review"] == SAID.review


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        (BaseMapSaid("", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://t.cn/{z}/{x}/", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("ftp://t.cn/{z}/{x}/{y}", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://{x}.t.cn/{z}/{y}", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y};https://evil.example", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://t.cn:99999/{z}/{x}/{y}", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://a@t.cn/{z}/{x}/{y}", "", "天地图", SAID.review), "template", "not_a_tile_address"),
        (BaseMapSaid("https://webrd01.is.autonavi.com/a?x={x}&y={y}&z={z}", "", "高德", SAID.review), "template", "shifted"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y}", "https://u.cn/{z}/{x}/{y}", "天地图", SAID.review), "names", "another_host"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y}", "", "", SAID.review), "source", "base_map_source"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y}", "", "天地图", ""), "review", "no_review_number"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y}", "", "天地图", "GS2024"), "review", "no_review_number"),
        (BaseMapSaid("https://t.cn/{z}/{x}/{y}", "", "天地图", SAID.review, 40), "deepest", "no_zoom"),
    ],
)  # fmt: skip
def test_what_may_not_lie_under_a_map_is_refused_by_name(town, said, field, reason):
    with pytest.raises(BadInput) as refused:
        lay(town, said=said)
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert not BaseMap.objects.exists()


def test_an_address_that_asks_for_a_key_has_one(town):
    with pytest.raises(BadInput):
        lay(town, secret="")
    with pytest.raises(BadInput):
        lay(town, secret="a&b=c")


@pytest.mark.parametrize(
    ("who", "prefix"),
    [("staff", "341702010"), ("street_lead", "341702"), ("centre", "110101"), ("officer_a", "341702010")],
)
def test_nobody_lays_one_beyond_the_own_jurisdiction(town, who, prefix):
    with pytest.raises(NotAllowed):
        lay(town, prefix, who=who)


def test_the_settings_page_keeps_what_was_typed_and_says_what_is_missing(signed_in_as, town):
    client = signed_in_as("street_lead")
    address = reverse("staff:base_map")
    typed = {
        "key": str(uuid4()),
        "is_on": "on",
        "template": TIANDITU,
        "source": "天地图",
        "review": "",
        "deepest": "18",
        "secret": "abc123",
    }
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "请填审图号" in answer.content.decode()
    assert "tianditu" in answer.content.decode()
    answer = client.post(address, {**typed, "key": str(uuid4()), "review": SAID.review})
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert "已打开" in page
    assert "abc123" not in page, "the key is shown to nobody"
    assert "GS（2024）0650号" in client.get(reverse("staff:map")).content.decode()


def test_who_only_reads_the_settings_may_not_change_them(signed_in_as, town):
    page = signed_in_as("street_staff").get(reverse("staff:base_map"))
    assert page.status_code in (200, 403)
