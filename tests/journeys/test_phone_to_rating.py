"""From the words on a phone to the rated, closed case on the wall (practices.md, beyond all five: every answer can be checked)."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from PIL import Image

from linli.cases.actions.move_case import move_case
from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import make_categories
from tests.small_community import make_small_community


def a_picture(path) -> str:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), (90, 120, 150)).save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return str(path)


def settle(town, code: str) -> None:
    """What the staff does between the raising and the rating."""
    with acting_in(Scope.everything()):
        case = Case.objects.get(code=code)
    steps = (
        ("staff", Deed.FILE, {"category": "0506"}),
        ("staff", Deed.DISPATCH, {"lead": town.posts["officer_a"].id}),
        ("officer_a", Deed.ACCEPT, {}),
        ("officer_a", Deed.RECORD_CONTACT, {"contacted": "已电话联系", "contacted_at": clock.now()}),
        (
            "officer_a",
            Deed.FEED_BACK,
            {"result": "管道接口已换，地下室已抽干。", "public_summary": "地下室排水管换了接口"},
        ),
        ("staff2", Deed.PASS_INSPECTION, {}),
    )
    for who, deed, given in steps:
        move_case(actor=town.actor(who), key=uuid4(), case=case.key, deed_done=deed, given=given)


@pytest.mark.browser
def test_raised_on_a_phone_settled_rated_and_on_the_wall(site, phone, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_categories()
    town = make_small_community()

    phone.goto(f"{site}/c/{town.code}/")
    phone.get_by_text("反映一件事").first.click()
    phone.fill("#id_body", "湖东苑1号楼地下室漏水，气味很大")
    phone.set_input_files("#id_photographs", a_picture(tmp_path / "cellar.jpg"))
    phone.get_by_text("已选 1 张").wait_for()
    phone.select_option("#id_estate", label="湖东苑")
    phone.locator("#id_building").wait_for()
    phone.select_option("#id_building", label="1号楼")
    phone.fill("#id_phone", "13900001234")
    phone.get_by_role("button", name="提交给社区").click()
    phone.wait_for_url("**/raised/**")
    code = re.search(r"/raised/(\d{10})/", phone.url).group(1)
    assert phone.get_by_text("已收到，谢谢您").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390

    settle(town, code)

    phone.context.clear_cookies()
    phone.goto(f"{site}/follow/?code={code}")
    phone.fill("#id_word", "1234")
    phone.get_by_role("button", name="查看").click()
    phone.wait_for_url(f"**/follow/{code}/")
    assert phone.get_by_text("管道接口已换").first.is_visible()
    assert phone.locator("ul.photos img").count() == 1
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_text("解决了", exact=True).click()
    phone.get_by_text("满意", exact=True).click()
    phone.get_by_role("button", name="提交评价").click()
    phone.get_by_text("谢谢您的评价").wait_for()

    with acting_in(Scope.everything()):
        case = Case.objects.get(code=code)
    assert (case.state, case.solved, case.satisfaction) == ("closed", True, "satisfied")
    phone.goto(f"{site}/c/{town.code}/wall/")
    assert phone.get_by_text("地下室排水管换了接口").is_visible()
    assert "13900001234" not in phone.content()
