"""What every test may ask for: a database that really commits, a live site, a phone and a desk in a real browser.

- `db` (pytest-django): one transaction, rolled back; for nearly all tests.
- `committed_database`: a database of the test's own, copied from the migrated one, thrown away afterwards. For threads,
  for two people at once, for whatever must really commit. Never together with `db` or `django_db(transaction=True)`:
  those would empty the reference tables for every later test.
- `site`: the running site over a `committed_database`; its value is the address, such as `http://127.0.0.1:40123`.
- `phone`, `desk`: a fresh browser page 390 or 1440 px wide. The test skips where no Chromium is found, and fails when a
  script fails on the page or the content security policy is broken. Mark such tests `@pytest.mark.browser`.
"""

import contextlib
import os
import shutil
import socket
import threading
import uuid
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections

# Playwright keeps an event loop running in the tests' thread. Django would refuse to query there, and would hand out a
# second connection beside the one opened before; both are right for async code, and wrong for these tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
connections._connections = threading.local()

LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}
HOW_TO_GET_CHROMIUM = (
    "没有找到 Chromium，浏览器测试跳过。Debian/Ubuntu：apt install chromium fonts-noto-cjk；"
    "装在别处时设置 CHROMIUM_PATH。No Chromium found: apt install chromium, or set CHROMIUM_PATH."
)


@pytest.fixture(autouse=True, scope="session")
def nothing_beyond_loopback():
    """A connection to another machine fails the test that tries it."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guarded(name):
        def connect(self, address):
            if self.family in (socket.AF_INET, socket.AF_INET6) and str(address[0]) not in LOOPBACK:
                pytest.fail(f"a test tried to reach {address[0]}:{address[1]}; tests stay on this machine")
            return real[name](self, address)

        return connect

    for name in real:
        setattr(socket.socket, name, guarded(name))
    yield
    for name, function in real.items():
        setattr(socket.socket, name, function)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process keeps for a minute belongs to one test."""
    cache.clear()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published data beside the project (LINLI_SHARED_DATA overrides); skips where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("LINLI_SHARED_DATA") or beside)
    if not folder.is_dir():
        pytest.skip(f"no data at {folder}; set LINLI_SHARED_DATA to the folder that holds messages/answered.csv")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb, django_db_modify_db_settings
):
    """The migrated test database. Made also where a run holds no test marked `django_db`, so that a file of tests with a
    `committed_database` runs alone."""
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(
            verbosity=0, interactive=False, keepdb=django_db_keepdb and not django_db_createdb, aliases={"default"}
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def committed_database(django_db_setup, django_db_blocker):
    """The name of a database of this test's own, holding what the migrations made."""
    from django.db import connection

    with django_db_blocker.unblock():
        shared = connection.settings_dict["NAME"]
        own = f"{shared}_{uuid.uuid4().hex[:10]}"
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{shared}"')
        connection.settings_dict["NAME"] = own
        try:
            yield own
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = shared
            with connection._nodb_cursor() as cursor:
                # Not WITH (FORCE): that also turns against the superuser's autovacuum, which a plain DROP waits for.
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
                    [own],
                )
                cursor.execute(f'DROP DATABASE "{own}"')


@pytest.fixture
def site(committed_database):
    """The address of the running site."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://{server.host}:{server.port}"
    server.terminate()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome; skips the test where there is none."""
    named = os.environ.get("CHROMIUM_PATH")
    names = (named,) if named else ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        pytest.skip(HOW_TO_GET_CHROMIUM)
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless browser for the session, kept from every other machine."""
    from playwright.sync_api import sync_playwright

    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-sync",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser):
    """A page 390 px wide with touch, in Chinese, in Shanghai's time."""
    with _page(browser, width=390, height=844, touch=True) as page:
        yield page


@pytest.fixture
def desk(browser):
    """A page 1440 px wide, in Chinese, in Shanghai's time."""
    with _page(browser, width=1440, height=900, touch=False) as page:
        yield page


@contextlib.contextmanager
def _page(browser, *, width: int, height: int, touch: bool):
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )  # fmt: skip
    context.set_default_timeout(10_000)
    page, failures = context.new_page(), []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda said: failures.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert not failures, f"scripts failed on the page: {failures}"
