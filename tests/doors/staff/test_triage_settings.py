"""The settings of triage: its record shown honestly, its words in the hands of those who keep the kinds."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from linli.cases.models import TriageWords
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most, words_of

pytestmark = pytest.mark.django_db
PAGE = reverse("staff:triage")


def edit(code: str = "0301") -> str:
    return reverse("staff:triage_words", args=[code])


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def centre(town, signed_in_as):
    loop.make_categories()
    return signed_in_as("centre")


def test_before_anything_was_filed_the_figures_say_so(centre):
    centre.get(PAGE)
    with at_most(10):
        page = words_of(centre.get(PAGE))
    assert "近 90 天立案 0 件" in page
    assert "暂无数据" in page
    assert "只按用词" in page


def test_a_sentence_can_be_tried(centre):
    page = words_of(centre.get(PAGE, {"said": "楼道灯坏了，路灯也不亮"}))
    assert "0402 路灯/楼道照明" in page
    assert "因为说到：" in page
    for said in ("\x00", "😀", "<script>", "长" * 5_000, "   "):
        assert centre.get(PAGE, {"said": said}).status_code == 200


def test_the_running_model_shows_its_card_and_a_torn_card_is_left_out(centre, home):
    folder = home / "models" / "triage"
    for version in ("20260901-1", "20260902-1"):
        (folder / version).mkdir(parents=True)
    measured = {"rows": 60, "right": 51, "answered": 40, "answered_right": 38, "macro_f1": 0.83, "off": 0.04}
    card = {
        "made_at": "2026-09-01T08:00:00+00:00",
        "filings": 300,
        "kinds": 12,
        "split": {"fitted": 180, "set_right": 60, "measured": 60},
        "measured": measured,
        "words": measured | {"right": 30},
    }
    (folder / "20260901-1" / "card.json").write_text(json.dumps(card))
    (folder / "20260902-1" / "card.json").write_text("{torn")
    (folder / "running").write_text("20260901-1\n")
    page = words_of(centre.get(PAGE))
    assert "模型 20260901-1" in page
    assert "51/60" in page
    assert "30/60" in page
    assert "20260902-1" not in page


def test_words_are_changed_used_at_once_and_given_back(centre, django_capture_on_commit_callbacks):
    form = words_of(centre.get(edit()))
    assert "暴露垃圾" in form
    answer = centre.post(
        edit(), {"words": "龙虾壳 果皮", "examples": "路边一地龙虾壳", "key": str(uuid4())}, follow=True
    )
    assert "马上按新的用词给建议" in words_of(answer)
    row = TriageWords.objects.get()
    assert (row.prefix, row.words, row.examples) == ("341702", "龙虾壳 果皮", "路边一地龙虾壳")
    assert "0301 暴露垃圾" in words_of(centre.get(PAGE, {"said": "满地龙虾壳"}))
    assert "出厂的用词" in words_of(centre.get(edit()))
    centre.post(edit(), {"words": "", "examples": "", "key": str(uuid4())})
    assert not TriageWords.objects.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"words": "a*b"}, "有一个词不能用"),
        ({"words": " ".join(f"词{n}" for n in range(201))}, "最多 200 个"),
        ({"words": "好", "examples": "长" * 301}, "每句最多 300 字"),
        ({"words": "好\x00"}, ""),
        ({"words": "长" * 5_001}, ""),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_what_was_typed(centre, given, told):
    answer = centre.post(edit(), {"examples": "", **given, "key": str(uuid4())})
    assert answer.status_code == 422
    assert told in words_of(answer)
    assert not TriageWords.objects.exists()


@pytest.mark.parametrize("code", ["9998", "03", "x"])
def test_a_kind_that_is_none_has_no_page(centre, code):
    assert centre.get(edit(code)).status_code == 404
