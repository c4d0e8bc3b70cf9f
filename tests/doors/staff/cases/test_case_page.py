"""The page of a case: the resident's words first, what happened, and what this person may do next."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
import shapely
from django.urls import reverse
from PIL import Image

from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment, AuditLine
from linli.ledger.photographs import read_photograph
from linli.ledger.scoped import acting_in
from linli.places.models import Outline
from linli.places.outlines import box_of
from linli.places.rules.ground import stored
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import do

from .desk_of import at_most, words_of

pytestmark = pytest.mark.django_db


def page_of(client, case):
    return client.get(reverse("staff:case", args=[case.code]))


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return out.getvalue()


def test_the_residents_words_come_first_and_personal_data_is_masked(town, signed_in):
    case = loop.dispatched(town)
    page = words_of(page_of(signed_in("staff"), case))
    assert page.index("地下室又脏又臭，还漏水") < page.index("派给办理人")
    assert "王**" in page
    assert "139****1234" in page
    assert loop.PHONE not in page
    assert "王建国" not in page


def test_a_case_shows_its_grid_under_the_name_of_its_day(town, signed_in):
    case = loop.dispatched(town)
    with acting_in(Scope.everything()):
        shape = shapely.box(117.48, 30.65, 117.49, 30.67)
        then = case.raised_at - timedelta(days=1)
        Outline(place_code=town.grid_a, name="湖东老网格", shape=stored(shape), valid_from=then, **box_of(shape)).save(
            force_insert=True
        )
    page = words_of(page_of(signed_in("staff"), case))
    assert "湖东老网格" in page
    assert "现在叫第一网格" in page


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ("staff", loop.raised),
        ("staff", loop.filed),
        ("staff", loop.handling),
        ("officer_a", loop.handling),
        ("staff2", loop.fed_back),
        ("staff2", loop.calling_back),
        ("street_lead", loop.closed),
        ("firm", lambda town: loop.handling(town, by="firm")),
        ("chengguan", lambda town: loop.handling(town, by="chengguan")),
        ("captain", loop.handling),
    ],
)
def test_a_case_costs_ten_statements_whoever_reads_it(town, signed_in, who, state):
    case, client = state(town), signed_in(who)
    assert page_of(client, case).status_code == 200
    with at_most(10):
        assert page_of(client, case).status_code == 200


def test_reading_a_case_is_recorded(town, signed_in):
    case = loop.raised(town)
    page_of(signed_in("staff"), case)
    line = AuditLine._base_manager.get(deed="case.look")
    assert (line.actor_name, line.subject_id) == ("陈静", case.id)


def test_what_a_person_may_not_do_is_greyed_with_the_reason_and_other_peoples_deeds_are_left_out(town, signed_in):
    case = loop.fed_back(town)
    page = words_of(page_of(signed_in("officer_a"), case))
    assert "经手办理的人不能核查、回访或认定自己办的事" in page
    assert "挂账缓办" not in page


def test_the_next_deed_stands_first_with_its_consequence(town, signed_in):
    page = page_of(signed_in("officer_a"), loop.dispatched(town))
    assert page.context["deeds"][0].deed is Deed.ACCEPT
    assert "从此由您负责办理，请先联系反映人" in words_of(page)


def test_a_case_of_a_neighbour_or_a_wrong_code_is_not_found(town, signed_in):
    case = loop.raised(town)
    assert page_of(signed_in("neighbour_staff"), case).status_code == 404
    client = signed_in("staff")
    for code in ("1234567890", "x", "９" * 50, "%00"):
        assert client.get(f"/staff/cases/{code}/").status_code == 404


def test_a_property_firm_sees_the_cases_of_its_estates_and_no_others(town, signed_in):
    ours = loop.raised(town)
    other = town.buildings[2]
    theirs = loop.raised(town, place=loop.PlaceChosen(other.place_code, other.estate_id, other.id))
    client = signed_in("firm")
    assert page_of(client, ours).status_code == 200
    assert page_of(client, theirs).status_code == 404


def test_the_number_is_shown_to_who_has_to_call_and_that_is_recorded(town, signed_in):
    case = loop.calling_back(town)
    client = signed_in("staff2")
    voice = page_of(client, case).context["page"].voices[0]
    call = reverse("staff:call_reporter", args=[case.code, voice.id])
    assert f"tel:{loop.PHONE}" in client.post(call).content.decode()
    line = AuditLine._base_manager.get(deed="case.reveal_phone")
    assert line.purpose == "call back"
    fragment = client.post(call, headers={"HX-Request": "true"}).content.decode()
    assert loop.PHONE in fragment
    assert "<html" not in fragment


def test_the_number_is_not_shown_to_who_has_no_reason_to_call(town, signed_in):
    case = loop.calling_back(town)
    voice = page_of(signed_in("staff"), case).context["page"].voices[0]
    answer = signed_in("captain").post(reverse("staff:call_reporter", args=[case.code, voice.id]))
    assert answer.status_code == 403
    assert loop.PHONE not in answer.content.decode()
    assert signed_in("staff2").post(reverse("staff:call_reporter", args=[case.code, uuid4()])).status_code == 404


def test_a_photograph_is_served_to_who_may_see_the_case_only(town, signed_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = loop.raised(town, photographs=(read_photograph(jpeg()),))
    with acting_in(Scope.everything()):
        photograph = Attachment.objects.get()
    url = reverse("staff:photograph", args=[case.street_code, photograph.id])
    assert url in page_of(signed_in("staff"), case).content.decode()
    answer = signed_in("staff").get(url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    for who in ("neighbour_staff", "chengguan", "patch_leader"):
        expected = 200 if who == "patch_leader" else 404
        assert signed_in(who).get(url).status_code == expected
    assert signed_in("staff").get(reverse("staff:photograph", args=[1, photograph.id])).status_code == 404


def test_a_case_and_its_receipt_are_printed_without_personal_data(town, signed_in):
    case = loop.filed(town)
    client = signed_in("staff")
    sheet = words_of(client.get(reverse("staff:print_case", args=[case.code])))
    slip = client.get(reverse("staff:receipt", args=[case.code]))
    assert case.subject in sheet
    assert case.code in words_of(slip)
    assert "<svg" in slip.content.decode()
    assert f"code={case.code}" in slip.context["follow_url"]
    assert loop.PHONE not in sheet + slip.content.decode()


def test_a_merged_case_points_to_the_one_that_goes_on(town, signed_in):
    from linli.cases.actions.merge_case import merge_case

    one, two = loop.raised(town), loop.raised(town)
    merge_case(actor=town.actor("staff"), key=uuid4(), case=one.key, into=two.key)
    client = signed_in("staff")
    assert two.code in words_of(page_of(client, one))
    assert one.code in words_of(page_of(client, two))


def test_a_case_at_every_stage_shows_without_fail_to_everybody_concerned(town, signed_in):
    cases = [make(town) for make in (loop.raised, loop.handling, loop.closed)]
    cases.append(
        do(
            town,
            "staff",
            loop.filed(town),
            Deed.WHISTLE,
            {"kind": "beyond_us", "departments": {town.posts["water"].id}},
        )
    )
    for who in ("staff", "lead", "street_lead", "centre", "officer_a", "leader", "captain", "patch_leader", "firm"):
        client = signed_in(who)
        assert [page_of(client, case).status_code for case in cases] == [200] * len(cases), who
