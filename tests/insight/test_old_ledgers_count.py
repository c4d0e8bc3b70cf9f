"""What comes in from an old ledger counts as if it had been raised here: nobody has to count anew by hand."""

from __future__ import annotations

import pytest

from linli.insight.counts.check import differences
from linli.insight.indicators import indicators
from linli.insight.rules import Measure, Period
from linli.kernel import clock
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases.test_import_ledger import a_row, as_csv, brought_in, town  # noqa: F401
from tests.insight.test_kept_counts import kept, ripen

pytestmark = pytest.mark.django_db


def test_an_imported_ledger_is_in_the_figures_of_its_days(town):  # noqa: F811
    today = clock.today()
    year = Period(today.replace(year=today.year - 1), today)
    brought_in(town, as_csv([a_row(number, days_ago=40 + number) for number in range(5)]))
    deliver(1000)
    actor = town.actor("street_lead")
    with acting_in(actor.scope):
        page = indicators(actor, town.street, year)
    assert page.counts[Measure.RAISED] == 5
    brought_in(town, as_csv([a_row(number, days_ago=40 + number) for number in range(3, 9)]))
    deliver(1000)
    ripen()
    assert list(differences(year)) == []
    by_increments = kept()
    with acting_in(actor.scope):
        assert indicators(actor, town.street, year).counts[Measure.RAISED] == 9
    brought_in(town, as_csv([a_row(1, days_ago=41)]))
    deliver(1000)
    assert kept() == by_increments, "the same row does not come in twice"
