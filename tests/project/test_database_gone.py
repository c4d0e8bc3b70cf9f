"""When the database is gone a page answers 503 and says so; when it is back the next page is right again."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from linli.project.database_gone import DatabaseGone, is_database_gone, when_a_page_fails


def cut_off(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse("never")


def ask(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [path("cut-off/", cut_off), path("ask/", ask)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_loses_the_database_answers_503_and_the_next_one_is_right(committed_database):
    client = Client()
    answer = client.get("/cut-off/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert "系统暂时连不上" in answer.content.decode()
    again = client.get("/ask/")
    assert (again.status_code, again.content) == (200, b"1")


def test_a_database_lost_outside_a_view_is_a_503_too():
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        assert when_a_page_fails(RequestFactory().get("/")).status_code == 503


@pytest.mark.django_db
def test_a_statement_that_took_too_long_is_not_a_lost_database():
    with pytest.raises(OperationalError) as slow, connection.cursor() as cursor:  # noqa: PT012
        cursor.execute("SET LOCAL statement_timeout = 1")
        cursor.execute("SELECT pg_sleep(1)")
    assert not is_database_gone(slow.value)
    assert DatabaseGone(lambda request: None).process_exception(RequestFactory().get("/"), slow.value) is None
