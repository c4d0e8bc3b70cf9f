"""A log is only ever appended to: the database itself refuses the application to change or remove a line."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.architecture.test_rows_and_tables import STREET_ROWS

pytestmark = pytest.mark.django_db
APPEND_ONLY = [model for model in STREET_ROWS if model._meta.get_field("street_code").is_append_only]


def test_there_are_logs():
    assert APPEND_ONLY


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("deed", ["UPDATE {} SET place_code = '1'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_what_is_written(model, deed):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with acting_in(Scope.everything()), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(deed.format(model._meta.db_table))
