"""A page costs ten statements at most, however much hangs on it. The lines of the permission matrix are opened one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from .permission_matrix import HOLDERS, LINES
from .test_permission_matrix import seated, town  # noqa: F401

pytestmark = pytest.mark.django_db

MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
MOST = 10
STILL_MORE = {
    "staff:activity": 11,
    "staff:call": 11,
    "staff:call_meeting": 11,
    "staff:case": 11,
    "staff:case_deed": 12,
    "staff:change_volunteer": 15,
    "staff:finish_call": 11,
    "staff:hall": 12,
    "staff:hall_meeting": 11,
    "staff:minutes": 14,
    "staff:motion": 14,
    "staff:motion_deed": 14,
    "staff:print_minutes": 15,
    "staff:resolve_motion": 12,
    "staff:volunteer": 14,
    "staff:vote": 17,
    "staff:vote_papers": 11,
    "staff:vote_roll": 11,
    "staff:wish": 11,
}
"""Pages not yet so lean, with what they cost today: no more may be added, and a number here only falls."""


def cost(client, line, arguments) -> int:
    """The statements of a second visit, the marks of transactions left out."""
    address = reverse(line.name, kwargs=arguments)
    client.get(address, line.data)
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(address, line.data)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return sum(not one["sql"].startswith(MARKS) for one in sent.captured_queries)


def test_every_page_of_the_staff_costs_ten_statements_at_most(town):  # noqa: F811
    found = {}
    clients = {}
    for name, line in sorted(LINES.items()):
        if line.method != "get":
            continue
        who = "staff" if line.roles is None or any(HOLDERS.get(r) == "staff" for r in line.roles) else line.who
        client = clients.setdefault(who, seated(town, who))
        arguments = line.inside(town)
        try:
            n = cost(client, line, arguments)
        except NoReverseMatch:  # its line names nothing of its own to look at
            continue
        if n > STILL_MORE.get(name, MOST):
            found[name] = n
    assert not found, "; ".join(f"{name} {n}" for name, n in sorted(found.items(), key=lambda one: -one[1]))
