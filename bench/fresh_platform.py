"""A platform of its own for one measurement: an empty server, migrated, filled with generated cases, destroyed at the end."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

COUNTY, STREETS, COMMUNITIES, GRIDS = "341702", 20, 10, 5
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PLACES = ("湖东苑", "啤酒厂小区", "新安花园", "杏花村", "平天湖畔", "秀山门", "百牙塔", "三台山", "清溪", "齐山")
THINGS = (
    *("地下车库渗水", "楼道堆放杂物", "路灯不亮", "下水道堵塞返臭", "电动车飞线充电", "广场舞噪音扰民", "树枝遮挡窗户"),
    *(
        "电梯反复停运",
        "垃圾桶满溢无人清运",
        "外墙瓷砖脱落",
        "违章搭建占用绿地",
        "消防通道被车堵住",
        "自来水发黄",
        "井盖松动",
    ),
)
WISHES = ("请尽快处理", "已经反映三次没人管", "老人出行不便", "孩子上学路过很危险", "希望给个答复", "物业说不归他们管")
RARE = "充电桩漏电"
STATES = (
    ("archived", 70),
    ("closed", 20),
    ("handling", 4),
    ("dispatched", 2),
    ("filed", 2),
    ("calling_back", 1),
    ("reported", 1),
)


@contextmanager
def fresh_platform() -> Iterator[None]:
    """Django on an empty, migrated database of its own. Only once in a process."""
    from linli.project.embedded_postgres import EmbeddedPostgres

    with EmbeddedPostgres.temporary() as server, tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "LINLI_DATABASE_URL": server.url,
            "LINLI_HOME": home,
            "LINLI_BUILDING": "1",
            "DJANGO_SETTINGS_MODULE": "linli.project.settings",
        }
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()


def generated_cases(number: int, seed: int = 7) -> Iterator[tuple]:
    """`number` cases of one county as values of `COLUMNS`: nine in ten ended, over three years, the words of real complaints."""
    from linli.kernel.bigrams import as_tsvector
    from linli.kernel.ids import uuid7

    chance = random.Random(seed)
    words, weights = zip(*STATES, strict=True)
    for serial in range(number):
        street = f"{COUNTY}{chance.randint(1, STREETS):03d}"
        place = f"{street}{chance.randint(1, COMMUNITIES):03d}1{chance.randint(1, GRIDS):03d}"
        state = chance.choices(words, weights)[0]
        subject = f"{chance.choice(PLACES)}{chance.randint(1, 40)}号楼{chance.choice(THINGS)}"
        if serial % 5000 == 0:
            subject += RARE
        body = f"{subject}，{chance.choice(WISHES)}，{chance.choice(WISHES)}。"
        ended = state in ("archived", "closed")
        days = chance.uniform(10, 1000) if ended else chance.uniform(0, 15)
        raised = NOW - timedelta(days=days)
        due = None if state == "reported" else raised + timedelta(days=chance.uniform(1, 20))
        yield (
            *(
                uuid7(),
                int(street),
                place,
                f"{serial:010d}",
                state,
                subject,
                "resident",
                raised,
                raised,
                due,
                f"{place[:12]} 某处",
            ),
            *("0301", as_tsvector(subject, body), UUID(int=serial + 10), body),
        )


COLUMNS = (
    *(
        "id",
        "street_code",
        "place_code",
        "code",
        "state",
        "subject",
        "source",
        "raised_at",
        "moved_at",
        "handle_due_at",
        "place_text",
    ),
    *("category_code", "search", "lead_post_id"),
)
BODY = len(COLUMNS)
"""Where a generated row has its body, after the columns."""


def fill(number: int) -> float:
    """Write generated cases by COPY and bring the statistics up to date; the seconds the writing took."""
    from time import perf_counter

    from django.db import connection

    from linli.cases.models import Case
    from linli.kernel.scope import Scope
    from linli.ledger.copy_rows import copy_rows
    from linli.ledger.scoped import acting_in

    started = perf_counter()
    with connection.cursor() as cursor:
        # An inverted index is built in a fraction of the time it takes to grow with a million rows.
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'case_search'")
        (search_index,) = cursor.fetchone()
        cursor.execute("DROP INDEX case_search")
    with acting_in(Scope.everything()):
        copy_rows(Case, (row[:BODY] for row in generated_cases(number)), COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(search_index)
    seconds = perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) cases_case")
    return seconds


def actor_of(role: str, prefix: str):
    """Somebody of this role and jurisdiction."""
    from linli.kernel.actor import Actor, Grant, Role

    return Actor(UUID(int=5), "量测", (Grant(Role(role), prefix),))
