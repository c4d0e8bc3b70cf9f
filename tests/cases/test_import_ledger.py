"""Ledgers become cases: every row arrives once, with its history, whatever the file looks like and whatever happens on the way."""

from __future__ import annotations

import csv
import io
import os
import time
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from linli.accounts.queries import actor_for
from linli.cases import import_ledger
from linli.cases.actions.take_in_ledger import take_in_ledger
from linli.cases.import_ledger import run_import
from linli.cases.ledger_files import Field, open_table, propose_mapping
from linli.cases.ledger_files_kept import kept
from linli.cases.ledger_jobs import resume_imports, sweep_ledger_files
from linli.cases.ledger_words import finished_in, satisfaction_in
from linli.cases.models import Case, Category, Entry, LedgerImport, Step
from linli.cases.rules import CaseFacts, Deed, Satisfaction, State, available
from linli.kernel import clock
from linli.kernel.actor import Role, system
from linli.kernel.errors import BadInput, NotAllowed
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, FollowCode
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

HEADER = ["登记编号", "来电时间", "来访人", "联系电话", "楼栋房号", "来电内容", "处理结果", "处理时间", "满意度"]


@pytest.fixture
def town(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    loop.make_categories()
    return make_small_community()


def day(days_ago: float) -> str:
    at = (clock.now() - timedelta(days=days_ago)).astimezone(clock.SHANGHAI)
    return f"{at:%Y-%m-%d %H:%M}"


def a_row(number: int, days_ago: float = 100, **changed: str) -> dict[str, str]:
    values = dict(
        zip(
            HEADER,
            (f"WY{number:05d}", day(days_ago), "王建国", "13900001234", "湖东苑1号楼2单元302室",
             f"楼道灯不亮，第 {number} 处。", "已更换灯泡。", day(days_ago - 1), ""),
            strict=True,
        )
    )  # fmt: skip
    return values | changed


def as_csv(rows: list[dict[str, str]], encoding: str = "utf-8", header: list[str] | None = None) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header or HEADER)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def taken_in(town, data: bytes, name: str = "来电来访登记本.csv", actor=None) -> LedgerImport:
    table = open_table(data, name)
    return take_in_ledger(
        actor=actor or system(),
        key=None,
        community=town.code,
        file_name=name,
        sha256="0" * 64,
        mapping=propose_mapping(table.header.names, table.header.title),
        rows_at_most=table.rows_at_most,
        sheet=table.sheet,
        data=data,
    )


def brought_in(town, data: bytes, **given) -> LedgerImport:
    return run_import(taken_in(town, data, **given).key)


def only_case() -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get()


def steps_of(case: Case) -> list[tuple[str, str, str]]:
    with acting_in(Scope.everything()):
        steps = Step.objects.filter(case=case).order_by("at", "id")
        return [(step.deed, step.from_state, step.to_state) for step in steps]


def test_an_answered_row_is_a_closed_case_with_its_history_and_times(town):
    staff = actor_for(town.users["staff"])
    row = brought_in(town, as_csv([a_row(1, days_ago=5)]), actor=staff)
    assert (row.status, row.arrived, row.same, row.bad) == ("done", 1, 0, 0)
    case = only_case()
    assert (case.state, case.answer, case.source, case.satisfaction) == ("closed", "已更换灯泡。", "property_firm", "")
    assert (case.solved, case.rated_at) == (None, None)
    assert case.closed_at - case.raised_at == timedelta(days=1)
    assert (case.registered_by, case.import_id) == (staff.id, row.id)
    assert steps_of(case) == [
        ("raise", "", "reported"),
        ("feed_back", "reported", "calling_back"),
        ("close_unanswered", "calling_back", "closed"),
    ]
    with acting_in(Scope.everything()):
        assert FollowCode.objects.get(code=case.code).row_id == case.id
        assert {step.facts["import"] for step in Step.objects.all()} == {str(row.id)}
        assert Case.objects.extra(where=["search @@ %s::tsquery"], params=["'灯泡'"]).exists()


def test_the_home_of_a_reporter_stays_sealed_and_the_place_is_the_building(town):
    brought_in(town, as_csv([a_row(1)]))
    case = only_case()
    assert (case.building_id, case.place_code) == (town.buildings[0].id, town.grid_a)
    assert "302" not in case.place_text + case.place_reason
    with acting_in(Scope.everything()):
        entry = Entry.objects.get()
    assert entry.dwelling_text.reveal() == "湖东苑1号楼2单元302室"
    assert (entry.phone.reveal(), entry.name.reveal()) == ("13900001234", "王建国")


@pytest.mark.parametrize(
    ("address", "words", "estate", "building"),
    [
        ("", "啤酒厂宿舍2号楼的下水道堵了", "estate_b", 3),
        ("湖东苑", "湖东苑2号楼门口积水", "estate_a", 1),
        ("3区某小区", "路灯坏了", None, None),
        ("", "湖东苑和啤酒厂小区之间的路坏了", None, None),
        ("湖东苑99号楼", "没有这栋楼", "estate_a", None),
    ],
)
def test_a_place_is_taken_from_exact_names_only(town, address, words, estate, building):
    brought_in(town, as_csv([a_row(1, 楼栋房号=address, 来电内容=words)]))
    case = only_case()
    assert case.estate_id == (getattr(town, estate).id if estate else None)
    assert case.building_id == (town.buildings[building].id if building is not None else None)
    assert case.place_reason
    if estate is None:
        assert case.place_code == town.code


def test_an_unanswered_row_waits_to_be_filed_and_goes_through_the_loop(town):
    brought_in(town, as_csv([a_row(1, days_ago=2, 处理结果="", 处理时间="")]))
    case = only_case()
    assert (case.state, steps_of(case)) == ("reported", [("raise", "", "reported")])
    case = do(town, "staff", case, Deed.FILE, {"category": "0301"})
    assert case.state == "filed"
    assert case.handle_due_at


def test_who_was_answered_lately_may_have_it_done_again(town):
    brought_in(town, as_csv([a_row(1, days_ago=3)]))
    case = by_reporter(only_case(), Deed.REOPEN, {"reason": "又坏了"})
    assert case.state == "reopened"
    assert do(town, "staff2", case, Deed.FILE, {"category": "0301"}).state == "filed"


def test_a_rating_in_the_book_is_kept_and_none_is_made_up(town):
    brought_in(town, as_csv([a_row(1, days_ago=5, 满意度="基本满意"), a_row(2, days_ago=5, 满意度="电话没人接")]))
    with acting_in(Scope.everything()):
        rated, unrated = Case.objects.order_by("satisfaction").reverse()
    assert (rated.satisfaction, rated.solved) == ("basically", True)
    assert (unrated.satisfaction, unrated.solved, unrated.rated_at) == ("", None, None)
    assert steps_of(rated)[-1][0] == "call_back"


def test_what_the_book_calls_unfinished_stays_open(town):
    header = [*HEADER, "办理状态"]
    row = a_row(1, days_ago=5, 处理结果="已联系物业") | {"办理状态": "处理中"}
    brought_in(town, as_csv([row], header=header))
    case = only_case()
    assert case.state == "reported"
    assert steps_of(case)[-1] == ("add_note", "reported", "reported")


def test_a_matter_that_ended_long_ago_arrives_in_the_archive(town):
    brought_in(town, as_csv([a_row(1, days_ago=200)]))
    case = only_case()
    assert (case.state, case.alarm_at) == ("archived", None)
    assert case.closed_at < clock.now() - timedelta(days=190)
    assert steps_of(case)[-1] == ("archive", "closed", "archived")


def test_the_facts_of_an_imported_case_are_those_the_rules_would_have_left(town):
    brought_in(town, as_csv([a_row(1, days_ago=3)]))
    case = only_case()
    with acting_in(Scope.everything()):
        facts = import_facts_of(case)
        entry = Entry.objects.get()
    assert (facts.state, facts.closed_at, facts.reporters) == (State.CLOSED, case.closed_at, frozenset({entry.id}))
    deeds = {
        one.deed for one in available(facts, by=entry.id, roles={Role.REPORTER}, now=clock.now()) if not one.why_not
    }
    assert {Deed.RATE, Deed.REOPEN} <= deeds


def import_facts_of(case: Case) -> CaseFacts:
    from linli.cases.loop import facts_of

    return facts_of(case)


def test_a_kind_is_taken_only_where_its_name_is_in_the_tree(town):
    kind = Category.objects.exclude(parent_code="").order_by("code").first()
    header = [*HEADER, "类别"]
    rows = [a_row(1) | {"类别": kind.name}, a_row(2) | {"类别": "说不清的事"}]
    brought_in(town, as_csv(rows, header=header))
    with acting_in(Scope.everything()):
        assert set(Case.objects.values_list("category_code", flat=True)) == {kind.code, ""}
        assert Step.objects.filter(deed="raise", facts__kind="说不清的事").exists()


def test_bringing_in_the_same_file_again_changes_nothing(town):
    data = as_csv([a_row(number) for number in range(30)])
    assert brought_in(town, data).arrived == 30
    again = brought_in(town, data, name="改了名字.csv")
    assert (again.arrived, again.same, again.bad) == (0, 30, 0)
    with acting_in(Scope.everything()):
        assert Case.objects.count() == Entry.objects.count() == FollowCode.objects.count() == 30


def test_a_crash_in_the_third_chunk_loses_nothing_and_brings_nothing_twice(town, monkeypatch):
    monkeypatch.setattr(import_ledger, "CHUNK", 10)
    rows = [a_row(number) for number in range(45)]
    rows[12]["来电时间"] = "没写"
    row = taken_in(town, as_csv(rows))
    real, calls = import_ledger.bring_in_rows, []

    def breaks(**given):
        calls.append(given["chunk"].start)
        if len(calls) == 3:
            raise ConnectionError("the machine went down")
        return real(**given)

    monkeypatch.setattr(import_ledger, "bring_in_rows", breaks)
    with pytest.raises(ConnectionError):
        run_import(row.key)
    half = import_ledger.read_import(row.key)
    assert (half.status, half.read, half.arrived, half.bad) == ("failed", 20, 19, 1)
    done = run_import(row.key)
    assert calls == [0, 10, 20, 20, 30, 40]
    assert (done.status, done.read, done.arrived, done.same, done.bad) == ("done", 45, 44, 0, 1)
    with acting_in(Scope.everything()):
        assert Case.objects.count() == 44
    assert open_table(kept(done.corrections)).rows_at_most == 1


def test_an_import_whose_worker_died_is_put_back_into_the_queue(town):
    row = taken_in(town, as_csv([a_row(1)]))
    with acting_in(Scope.everything()):
        LedgerImport.objects.filter(id=row.id).update(status="running")
    assert resume_imports() == 1
    assert resume_imports() == 0, "one job in the queue is enough"
    assert run_import(row.key).arrived == 1
    assert resume_imports() == 0


def test_the_file_is_removed_once_its_rows_are_in(town, django_capture_on_commit_callbacks):
    row = taken_in(town, as_csv([a_row(1)]))
    assert kept(row.stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        run_import(row.key)
    assert kept(row.stored_as) is None


def test_rows_to_correct_are_kept_for_thirty_days(town):
    row = brought_in(town, as_csv([a_row(1, 来电时间="不详"), a_row(2)]))
    path = kept(row.corrections)
    assert sweep_ledger_files() == 0
    long_ago = time.time() - 31 * 86_400
    os.utime(path, (long_ago, long_ago))
    assert sweep_ledger_files() >= 1
    assert kept(row.corrections) is None


def test_a_bad_row_comes_back_with_its_reason_and_in_when_corrected(town):
    row = brought_in(town, as_csv([a_row(1, 来电时间="不详"), a_row(2)]))
    assert (row.arrived, row.bad, list(row.reasons)) == (1, 1, ["date_unreadable"])
    book = openpyxl.load_workbook(kept(row.corrections))
    sheet = book.active
    assert "看不出是哪一天" in sheet.cell(2, 2).value
    sheet.cell(2, 4).value = "2025-03-04"
    out = io.BytesIO()
    book.save(out)
    again = brought_in(town, out.getvalue(), name="改好了.xlsx")
    assert (again.arrived, again.same, again.bad) == (1, 0, 0)


SHAPES = ("2025/4/24 16:03:40", "2025-04-24", "2025年4月24日 下午4:03", "2025.4.24", "20250424")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_and_five_shapes_of_date_arrive(town, encoding):
    rows = [a_row(n, 来电时间=shape, 处理结果="", 处理时间="") for n, shape in enumerate(SHAPES)]
    row = brought_in(town, as_csv(rows, encoding), name="台账.xlsx")
    assert (row.arrived, row.bad) == (5, 0)
    with acting_in(Scope.everything()):
        days = {case.raised_at.astimezone(clock.SHANGHAI).date().isoformat() for case in Case.objects.all()}
        assert Entry.objects.filter(body__startswith="楼道灯不亮").count() == 5
    assert days == {"2025-04-24"}


def test_a_book_with_a_title_merged_heads_and_an_empty_first_sheet_arrives(town):
    book = openpyxl.Workbook()
    book.active.title = "空表"
    sheet = book.create_sheet("三月")
    for line in (
        ["湖畔物业来电来访登记本（2026年）"],
        ["序号", "日期", "反映人", None, "房号", "反映内容", "处理结果"],
        [None, None, "姓名", "电话", None, None, None],
        [1, "3月2日", "王桂兰", "13900001111", "湖东苑2号楼", "水管漏水", "已修"],
        [2, "3月5日", "李建国", "", "啤酒厂小区1号楼", "下水道堵", ""],
    ):
        sheet.append(line)
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("C2:D2")
    out = io.BytesIO()
    book.save(out)
    with clock.at(clock.now().replace(year=2026, month=11)):
        row = brought_in(town, out.getvalue(), name="book.csv")
    assert (row.sheet, row.arrived, row.bad) == ("三月", 2, 0)
    with acting_in(Scope.everything()):
        assert {case.building_id for case in Case.objects.all()} == {town.buildings[1].id, town.buildings[2].id}


def test_another_community_of_the_same_street_does_not_get_the_row_twice(town):
    data = as_csv([a_row(1)])
    brought_in(town, data)
    table = open_table(data, "x.csv")
    row = take_in_ledger(
        actor=system(), key=None, community=town.neighbour_code, file_name="x.csv", sha256="1" * 64,
        mapping=propose_mapping(table.header.names), rows_at_most=1, data=data,
    )  # fmt: skip
    assert run_import(row.key).same == 1


def test_only_a_desk_of_the_jurisdiction_takes_a_ledger_in(town):
    for name in ("officer_a", "firm", "neighbour_staff", "auditor"):
        with pytest.raises(NotAllowed):
            taken_in(town, as_csv([a_row(1)]), actor=actor_for(town.users[name]))
    with pytest.raises(BadInput):
        take_in_ledger(
            actor=system(), key=None, community=town.street, file_name="x", sha256="", rows_at_most=0,
            mapping=propose_mapping(HEADER),
        )  # fmt: skip


def test_every_chunk_leaves_a_line_in_the_audit_trail(town):
    row = brought_in(town, as_csv([a_row(1)]))
    with acting_in(Scope.everything()):
        deeds = set(AuditLine.objects.filter(subject_id=row.id).values_list("deed", flat=True))
    assert deeds == {"ledger.take_in", "ledger.bring_in", "ledger.end"}


def test_a_file_that_is_gone_ends_the_import_with_a_sentence(town):
    row = taken_in(town, as_csv([a_row(1)]))
    kept(row.stored_as).unlink()
    ended = run_import(row.key)
    assert ended.status == "failed"
    assert "重新上传" in ended.error


def test_a_long_ledger_comes_in_chunk_by_chunk(town, tmp_path):
    """LINLI_LEDGER_ROWS=100000 measures a long one."""
    count = int(os.environ.get("LINLI_LEDGER_ROWS", "5000"))
    path = tmp_path / "long.csv"
    path.write_bytes(as_csv([a_row(number) for number in range(count)], "gb18030"))
    table = open_table(path)
    row = take_in_ledger(
        actor=system(), key=None, community=town.code, file_name=path.name, sha256="2" * 64,
        mapping=propose_mapping(table.header.names), rows_at_most=table.rows_at_most,
    )  # fmt: skip
    told, began = [], time.perf_counter()
    done = run_import(row.key, path, told=lambda now: told.append(now.read))
    print(f"{count / (time.perf_counter() - began):.0f} rows a second")
    assert (done.arrived, done.bad) == (count, 0)
    assert told == [*range(2_000, count, 2_000), count]


def test_all_published_messages_become_cases(town, shared_data: Path):
    path = shared_data / "messages" / "answered.csv"
    if not path.is_file():
        pytest.skip(f"no {path}")
    data = path.read_bytes()
    began = time.perf_counter()
    row = brought_in(town, data, name=path.name)
    assert (row.arrived, row.same, row.bad) == (2_152, 0, 0)
    assert time.perf_counter() - began < 60
    with acting_in(Scope.everything()):
        assert Case.objects.count() == FollowCode.objects.count() == 2_152
        assert Case.objects.filter(fed_back_at__isnull=False).count() == 2_152
        assert Step.objects.filter(deed=Deed.FEED_BACK.value).count() == 2_152
    assert brought_in(town, data, name=path.name).same == 2_152


@pytest.mark.parametrize(
    ("words", "satisfaction"),
    [
        ("满意", "satisfied"), ("非常满意", "satisfied"), ("是", "satisfied"), ("基本满意", "basically"),
        ("较满意", "basically"), ("一般", "basically"), ("不满意", "dissatisfied"), ("不太满意", "dissatisfied"),
        ("很不满意", "dissatisfied"), ("否", "dissatisfied"), ("", None), ("未接通", None),
    ],
)  # fmt: skip
def test_words_of_satisfaction(words, satisfaction):
    assert satisfaction_in(words) == (Satisfaction(satisfaction) if satisfaction else None)


@pytest.mark.parametrize(
    ("words", "finished"),
    [
        ("已办结", True), ("已解决", True), ("是", True), ("完成", True), ("未解决", False), ("处理中", False),
        ("待处理", False), ("否", False), ("没有解决", False), ("", None), ("张三", None),
    ],
)  # fmt: skip
def test_words_of_being_finished(words, finished):
    assert finished_in(words) is finished


def test_a_row_without_a_column_for_its_time_cannot_come_in(town):
    mapping = propose_mapping(HEADER).choose(1, None)
    assert Field.RAISED_AT.value in mapping.missing()
