"""The browser reaches the site, and a committed database is seen by other threads and leaves nothing behind."""

import threading

import pytest


@pytest.mark.browser
def test_a_phone_opens_the_running_site(site, phone):
    assert phone.goto(site).status < 500
    assert phone.evaluate("navigator.language") == "zh-CN"


@pytest.mark.browser
def test_a_desk_opens_the_running_site(site, desk):
    assert desk.goto(site).status < 500
    assert desk.evaluate("innerWidth") == 1440


def test_what_one_thread_commits_another_sees(committed_database):
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    ContentType.objects.create(app_label="made_here", model="row")
    seen = []

    def look():
        seen.append(ContentType.objects.filter(app_label="made_here").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.django_db
def test_and_nothing_of_it_is_left_for_the_next_test():
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    assert not ContentType.objects.filter(app_label="made_here").exists()
    assert connection.settings_dict["NAME"].startswith("test_")


def test_a_connection_to_another_machine_fails_the_test():
    import socket

    with pytest.raises(pytest.fail.Exception, match="stay on this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
