"""Surveys at the desk, at the door, on paper and on the residents' page, with and without JavaScript."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from linli.forms.actions.close_survey import close_survey
from linli.forms.actions.register_form import register_form
from linli.forms.models import PaperSlip, Survey, SurveySheet
from linli.forms.rules.registered import Registration, Rhythm, fields_of
from linli.forms.rules.survey import OncePer
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance import projects
from tests.doors.staff.cases.desk_of import at_most
from tests.forms import surveys

pytestmark = pytest.mark.django_db


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def sheets() -> int:
    with acting_in(Scope.everything()):
        return SurveySheet.objects.count()


def home(town, n=0) -> dict[str, str]:
    dwelling = town.dwellings[n]
    return {"building": str(dwelling.building_id), "unit": "1单元", "room": f"{dwelling.room}室"}


def plan(town, **changed) -> dict:
    return {
        "title": "改造问需", "purpose": "看看最想改什么", "consent": surveys.CONSENT, "once_per": "dwelling",
        "channels": ["page", "qr", "door", "paper"], "first_on": clock.today().isoformat(),
        "last_on": (clock.today() + timedelta(days=7)).isoformat(), "asks_age": "on",
        "questions": [str(surveys.question(code)) for code in ("reno.overall", "reno.wants", "reno.cars", "reno.say")],
        "estates": [str(town.estate_a.id)], **changed,
    }  # fmt: skip


def test_a_survey_is_drafted_opened_answered_and_closed(town, signed_in):
    staff = signed_in("staff")
    assert "您对小区的停车满意吗" in text_of(staff, "/staff/surveys/new/")
    assert post(staff, "/staff/surveys/new/", **plan(town, last_on="2020-01-01")).status_code == 422
    made = post(staff, "/staff/surveys/new/", **plan(town))
    assert made.status_code == 302, made.content.decode()
    url = made["Location"]
    assert "开始征集" in text_of(staff, url)
    assert post(staff, url + "edit/", **plan(town, title="改造问需（二稿）")).status_code == 302
    assert post(staff, url + "do/open/").status_code == 302
    assert post(staff, url + "edit/", **plan(town)).status_code == 422, "opened, it is never changed"
    id = url.split("/")[3]
    page = f"/c/{town.code}/surveys/{id}/"
    assert "改造问需（二稿）" in text_of(Client(), f"/c/{town.code}/surveys/")
    assert surveys.CONSENT in text_of(Client(), page)
    given = {"q1": "2", "q2": ["1", "3"], "q3": "1", "q4": "楼道灯不亮", "age_group": "60_79"}
    wrong = post(Client(), page, **given, **home(town) | {"room": "999"})
    assert wrong.status_code == 422
    assert "没有这一户" in wrong.content.decode()
    assert "楼道灯不亮" in wrong.content.decode(), "what was typed is kept"
    assert post(Client(), page, **given, **home(town)).status_code == 302
    again = post(Client(), page, **given, **home(town))
    assert again.status_code == 422
    assert "已经答过了" in again.content.decode()
    shown = text_of(staff, url)
    for words in ("1/4", "湖东苑2号楼 0/2", "平均 2.00 分", "1 人写了话"):
        assert words in shown
    assert "楼道灯不亮" not in shown
    with acting_in(Scope.everything()):
        question = surveys.question("reno.say")
    texts = text_of(staff, url + f"texts/{question}/")
    assert "楼道灯不亮" in texts
    pick = re.search(r'name="pick" value="([0-9a-f-]{36})"', texts)[1]
    assert post(staff, url + f"texts/{question}/sort/", pick=pick, topic="照明").status_code == 302
    assert "照明" in text_of(staff, url)
    book = load_workbook(io.BytesIO(staff.get(url + "export/").getvalue()))
    assert book.sheetnames[:3] == ["说明", "应答", "各题"]
    for more in ("card/", "print/", "papers/", "door/"):
        text_of(staff, url + more)
    assert post(staff, url + "do/close/").status_code == 302
    assert "份数太少，不公示" in text_of(Client(), page)


def test_in_elder_mode_one_question_a_page_without_javascript(town):
    survey = surveys.opened(town, "reno.overall", "reno.wants")
    client = Client()
    client.cookies["linli_elder"] = "1"
    page = f"/c/{town.code}/surveys/{survey.id}/?elder=1"
    first = text_of(client, page)
    assert "第 1 步，共 4 步" in first
    assert "您最希望改哪些" not in first
    carried = {"key": str(uuid4()), "q1": "4", "step": "0", "go": "next"}
    second = client.post(page, carried).content.decode()
    assert "您最希望改哪些" in second
    assert 'name="q1" value="4"' in second
    third = client.post(page, carried | {"q2": ["2", "5"], "step": "1"}).content.decode()
    assert third.count('type="hidden" name="q2"') == 2
    back = client.post(page, carried | {"q2": ["2", "5"], "step": "2", "go": "back"}).content.decode()
    assert "第 2 步" in back
    last = client.post(page, carried | {"q2": ["2", "5"], "age_group": "", "step": "2"}).content.decode()
    assert "您住哪栋楼" in last
    missing = client.post(page, carried | {"q2": ["2", "5"], "step": "3", "go": "send"})
    assert missing.status_code == 422
    sent = client.post(page, carried | {"q2": ["2", "5"], "step": "3", "go": "send", **home(town)})
    assert sent.status_code == 302
    assert sheets() == 1
    assert "收到了，谢谢您" in text_of(client, sent["Location"])


def test_by_telephone_once_each(town):
    survey = surveys.opened(town, "reno.overall", once_per=OncePer.PHONE)
    page = f"/c/{town.code}/surveys/{survey.id}/"
    assert post(Client(), page, q1="5", phone="139 0000 5678").status_code == 302
    assert "已经答过了" in post(Client(), page, q1="5", phone="13900005678").content.decode()
    assert post(Client(), page, q1="5", phone="123").status_code == 422


def test_an_officer_fills_it_in_at_the_door(town, signed_in):
    survey = surveys.opened(town, "reno.overall")
    captain = signed_in("captain")
    url = f"/staff/surveys/{survey.id}/"
    assert "结果由社区和街道看" in text_of(captain, url)
    assert post(captain, url + "door/", q1="3", **home(town)).status_code == 302
    assert "已经答过了" in post(captain, url + "door/", q1="3", **home(town)).content.decode()
    assert signed_in("neighbour_officer").get(url).status_code == 404


def test_a_paper_is_entered_twice_by_two_people_and_differences_are_settled(town, signed_in):
    survey = surveys.opened(town, "reno.overall", "reno.wants", "reno.cars")
    url = f"/staff/surveys/{survey.id}/papers/"
    first = {"serial": "A001", "q1": "4", "q2": "1 3", "q3": "2", "age_group": "", **home(town)}
    staff, staff2 = signed_in("staff"), signed_in("staff2")
    assert "没有这个序号" in post(staff, url, **first | {"q2": "99"}).content.decode()
    assert post(staff, url, **first).status_code == 302
    own = post(staff, url, **first)
    assert "请另一位同事来录" in own.content.decode()
    differs = post(staff2, url, **first | {"q2": "1 2"})
    assert differs.status_code == 302
    settle = differs["Location"]
    page = text_of(staff2, settle)
    assert "1 3" in page
    assert "1 2" in page
    assert 'name="q1"' not in page, "what agrees is not asked again"
    assert post(staff2, settle, q2="1 3").status_code == 302
    with acting_in(Scope.everything()):
        assert PaperSlip.objects.get().state == "counted"
    assert sheets() == 1
    assert post(staff, url, **first | {"serial": "A002"}).status_code == 302
    taken = post(staff2, url, **first | {"serial": "A002"})
    assert "已经用别的方式答过了" in taken.content.decode()


def test_the_bank_keeps_every_wording(town, signed_in):
    staff = signed_in("staff")
    assert "您对小区的停车满意吗" in text_of(staff, "/staff/surveys/bank/")
    bad = post(staff, "/staff/surveys/bank/new/", text="哪一个", kind="single", options="一个", theme="other")
    assert bad.status_code == 422
    assert post(
        staff, "/staff/surveys/bank/new/", text="想要什么课", kind="single", options="书法\n合唱", theme="activity"
    ).status_code == 302  # fmt: skip
    id = surveys.question("reno.parking")
    assert "改了就不能和以前比" in text_of(staff, f"/staff/surveys/bank/{id}/")
    assert post(staff, f"/staff/surveys/bank/{id}/", text="停车方便吗", kind="scale").status_code == 302
    shown = text_of(staff, "/staff/surveys/bank/")
    assert "停车方便吗" in shown
    assert "旧版本 1 个" in shown


def test_the_three_surveys_of_a_project_stand_side_by_side(town, signed_in):
    project, staff = projects.under_way(town), signed_in("staff")
    page = text_of(staff, f"/staff/surveys/new/?project={project.id}&stage=before")
    assert "湖东苑停车和路灯改造·改造前问需" in page
    typed = plan(town, questions=[str(surveys.question("reno.parking"))], estates=[])
    url = f"/staff/surveys/new/?project={project.id}&stage="
    for stage, marks in (("before", "12211"), ("after", "45545")):
        made = post(staff, url + stage, **typed)
        assert made.status_code == 302, made.content.decode()
        with acting_in(Scope.everything()):
            survey = Survey.objects.get(stage=stage)
        post(staff, made["Location"] + "do/open/")
        for dwelling, mark in zip(town.dwellings, marks, strict=False):
            surveys.answer(town, survey, dwelling, reno_parking=mark)
        close_survey(actor=town.actor("staff"), key=uuid4(), survey=survey.key)
    shown = text_of(staff, f"/staff/projects/{project.id}/surveys/")
    for words in ("1.40 分（n=5）", "4.60 分（n=5）", "+3.20", "变化明显", "95% 区间"):
        assert words in shown
    public = text_of(Client(), f"/c/{town.code}/projects/{project.id}/")
    assert "+3.20" in public
    with acting_in(Scope.everything()):
        other = surveys.question("reno.parking")
    assert post(staff, f"/staff/surveys/bank/{other}/", text="停车方便吗", kind="scale").status_code == 302
    refused = post(staff, url + "during", **plan(town, questions=[str(surveys.question_of(town, "reno.parking"))]))
    assert "另一个版本的措辞" in refused.content.decode()


def test_a_registered_form_is_filled_once_and_stops(town, signed_in):
    lead, officer = signed_in("lead"), signed_in("officer_a")
    today = clock.today()
    typed = {
        "place": town.code, "title": "走访情况表", "purpose": "知道走访了多少户", "basis": "年度工作要点", "asked_by": "综治办",
        "rhythm": "monthly", "first_on": today.isoformat(), "last_on": (today + timedelta(days=60)).isoformat(),
        "lines": "社区名称\n房屋数\n本月走访户数",
    }  # fmt: skip
    assert post(lead, "/staff/forms/new/", **typed | {"basis": ""}).status_code == 422
    made = post(lead, "/staff/forms/new/", **typed)
    assert made.status_code == 302, made.content.decode()
    url = made["Location"]
    assert "走访情况表" in text_of(officer, "/staff/forms/")
    page = text_of(officer, url)
    assert 'value="测试社区"' in page, "the platform knows it already"
    assert post(officer, url, f1="测试社区", f2="4", f3="12").status_code == 302
    assert "这一期已经填过" in text_of(officer, url)
    assert "不用重复填" in post(officer, url, f1="测试社区", f2="4", f3="12").content.decode()
    assert post(lead, url + "stop/").status_code == 302
    assert "已停用" in text_of(officer, url)
    assert signed_in("neighbour_officer").get(url).status_code == 404


def test_the_pages_cost_ten_statements_at_most(town, signed_in):
    staff = signed_in("staff")
    survey = surveys.opened(town, "reno.overall", "reno.wants", "reno.cars", "reno.say", "reno.support")
    for dwelling in town.dwellings[:4]:
        surveys.answer(town, survey, dwelling, reno_overall=3, reno_wants=["1", "2"], reno_cars=1, reno_say="好")
    register_form(
        actor=town.actor("lead"), key=uuid4(), place_code=town.code,
        registration=Registration("表", "用", "据", "谁", Rhythm.ONCE, clock.today(), clock.today(), fields_of("户数\n填表人\n说明")),
    )  # fmt: skip
    text_of(staff, "/staff/surveys/")
    with at_most(9):
        text_of(staff, "/staff/surveys/")
    with at_most(10):
        text_of(staff, f"/staff/surveys/{survey.id}/")
    with at_most(8):
        text_of(staff, "/staff/surveys/bank/")
    with at_most(10):
        text_of(staff, "/staff/forms/")
    with at_most(6):
        text_of(Client(), f"/c/{town.code}/surveys/{survey.id}/")
    with at_most(4):
        text_of(Client(), f"/c/{town.code}/surveys/")
