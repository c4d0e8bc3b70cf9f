"""E5: the fair at the door with its stalls: each counts, questions are answered or followed, the account's own figures come
out of the rows (217 activities, 18 fairs, 3,400 people gained)."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from linli.activities.models import Activity
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.activities.programme import in_days

from .test_a1_venues_and_programme import page, post

pytestmark = pytest.mark.django_db

STALLS = ("义诊", "理发", "磨刀", "政策咨询", "反诈宣传")


def test_a_fair_serves_counts_and_follows_up(neighbours):
    staff = neighbours.at("staff")
    stalls = {f"part_name_{n}": name for n, name in enumerate(STALLS)} | {"part_provider_0": "市人民医院"}
    where = post(
        staff, "/staff/activities/new/", title="便民大集市", kind="fair", size="big", groups=["all"],
        on=in_days(2).date().isoformat(), from_time="09:00", to_time="11:00", place_words="小区广场", rows="8", **stalls,
    )["Location"]  # fmt: skip
    post(staff, f"{where}do/publish/")
    activity = re.search(r"activities/([0-9a-f-]{36})/", where)[1]
    public = page(neighbours.at("staff"), f"/c/{neighbours.town.code}/activities/{activity}/")
    assert re.search(r"义诊.*理发.*磨刀.*政策咨询", public, re.S), "the stalls in the order of the map"
    assert "不用报名" in public

    with clock.at(in_days(2, 10)):
        desk = neighbours._sign_in("staff")
        parts = re.findall(r'name="count_([0-9a-f-]{36})"', page(desk, where))
        turns = dict(zip([f"count_{part}" for part in parts], ("64", "41", "25", "18", "41"), strict=True))
        post(desk, f"{where}stalls/", **turns)
        post(desk, f"{where}question/", words="高龄津贴怎么领？", answer="满 80 岁带身份证到窗口", part=parts[3])
        post(desk, f"{where}question/", words="楼道灯坏了一个月没人修", as_case="on", name="老周", phone="13900001111")
        case = re.search(r"/staff/cases/(\d{10})/", page(desk, where))[1]
        assert "楼道灯坏了" in page(desk, f"/staff/cases/{case}/")
        post(desk, "/staff/volunteers/new/", name="吴磨刀", phone="13900002222", estate="-")
        code = re.search(r'class="narrow number phone-no">(\d{10})<', page(desk, "/staff/volunteers/"))[1]
        post(desk, f"{where}duty/", code=code, task="磨刀")
        post(desk, f"{where}do/hold/")
        deliver()
        assert "时长已登记，等人确认" in page(desk, where)
        entry = re.search(r"/staff/volunteers/hours/[0-9a-f-]{36}/", page(desk, where))[0]
        assert f'href="{where}"' in page(desk, "/staff/volunteers/hours/"), "the list leads to the fair"
        assert desk.post(f"{entry}confirm/", {"key": str(uuid4())}).status_code == 403, (
            "who noted it does not confirm it"
        )
        post(neighbours._sign_in("staff2"), f"{entry}confirm/")
        assert "时长已确认" in page(desk, where)
        post(desk, f"{where}slips/", satisfied="120", basically="6", words="下次早点来")
        post(desk, f"{where}do/settle/")
        assert "189" in page(desk, where), "the sum of the stalls"
        assert "120/126" in page(desk, where)


def test_the_accounts_own_figures_come_out_of_the_rows(neighbours):
    """A year of the account: 217 activities, of them 18 fairs with 3,400 turns, 7,800 served in all."""
    year = clock.today().year - 1
    with acting_in(Scope.everything()):
        for number in range(217):
            is_fair = number < 18
            served = (189 if number < 16 else 188) if is_fair else (22 if number < 206 else 24)
            starts_at = clock.morning_of(date(year, 1, 5) + timedelta(days=number)) + timedelta(hours=9)
            Activity(
                place_code=neighbours.town.code, title=f"第{number + 1}场", kind="fair" if is_fair else "event",
                size="big" if is_fair else "small", state="settled", groups=["all" if is_fair else "old"],
                starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), made_by=uuid4(), made_at=starts_at,
                published_at=starts_at, ended_at=starts_at, places=0, came=0, walk_ins=served, at_stalls=0, served=served,
            ).save(force_insert=True)  # fmt: skip
    staff = neighbours.at("staff")
    span = f"?first={year}-01-01&last={year}-12-31"
    shown = page(staff, f"/staff/activities/figures/{span}").replace("\n", "")
    for words in ("217<small>场", "18<small>场", "3400<small>人次", "7800<small>人次", "199/217 场"):
        assert words in shown, words
    book = load_workbook(io.BytesIO(b"".join(staff.get(f"/staff/activities/figures/export/{span}").streaming_content)))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 217
    assert sum(row[9] for row in rows) == 7800
    assert sum(row[9] for row in rows if row[2] == "便民大集市") == 3400
