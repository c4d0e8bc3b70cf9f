"""While the model thinks, no transaction is open and no row is locked: others go on working, with the same case too."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from linli.cases.rules import Deed
from tests.cases.in_the_loop import do, handling, make_categories, read_again
from tests.insight.hot_issues import NIGHT, issues, told_all
from tests.small_community import PASSWORD, make_small_community

from .test_asking_for_words import WORDS, model, turn_on

__all__ = ["model"]

IN_A_TRANSACTION = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
)


def _another_connection() -> psycopg.Connection:
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    )


@pytest.mark.parametrize("which", ["summary", "draft"])
def test_while_the_model_thinks_nothing_in_the_database_waits(committed_database, model, which):
    town = make_small_community()
    make_categories()
    turn_on(town, model)
    told_all(town, NIGHT[:2])
    case, open_transactions = handling(town), []

    def meanwhile() -> None:
        with _another_connection() as other:
            open_transactions.append(other.execute(IN_A_TRANSACTION).fetchone()[0])
        do(town, "officer_a", case, Deed.ADD_NOTE, {"text": "同事同时写了一句"})
        connection.close()

    model.meanwhile = meanwhile
    client, who = Client(), {"summary": "lead", "draft": "officer_a"}[which]
    client.post(reverse("staff:sign_in"), {"username": who, "password": PASSWORD, "key": uuid4()})
    if which == "summary":
        answer = client.post(reverse("centre:summarise_hot_issue", args=[issues()[0].id]), {"key": uuid4()})
    else:
        answer = client.post(reverse("staff:draft_reply", args=[case.code]), {"result": "", "key": uuid4()})
    assert WORDS in answer.content.decode().replace("\r", "")
    assert open_transactions == [0]
    assert read_again(case).state == "handling"
