"""Two voices about one problem at the same moment: the second sees the first."""

from __future__ import annotations

from functools import partial

from linli.cases.models import Entry
from linli.insight.sort_into_issue import hear_entry
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.at_once import at_once
from tests.cases.in_the_loop import make_categories, raised
from tests.insight.hot_issues import NIGHT, issues
from tests.small_community import make_small_community


def test_voices_heard_at_the_same_moment_find_each_other(committed_database):
    town = make_small_community()
    make_categories()
    cases = [raised(town, body=body) for body in NIGHT]
    with acting_in(Scope.everything()):
        entries = list(Entry.objects.values_list("street_code", "id"))
    at_once(*(partial(hear_entry, street, id) for street, id in entries))
    (found,) = issues()
    assert found.messages == len(cases)
