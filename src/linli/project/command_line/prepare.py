"""Bring tables, translations and static files up to date before serving; quick when there is nothing to do."""

import hashlib
from pathlib import Path

from linli.project.plain_words import say


def prepare(home: Path) -> None:
    """Migrate, compile catalogues and collect static files where they are behind. Needs Django set up."""
    migrate()
    compile_catalogues()
    collect_static(home)


def waiting_migrations() -> list[str]:
    """The migrations the database has not had yet, such as `cases.0002_x`."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [f"{m.app_label}.{m.name}" for m, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migrate() -> int:
    """Apply waiting migrations, with progress; returns how many. One installation at a time (advisory lock)."""
    from django.core.management import call_command
    from django.db import connection

    if not waiting_migrations():
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('linli migrate'))")
        try:
            waiting = waiting_migrations()
            if waiting:
                say(f"正在更新数据表（{len(waiting)} 项）…")
                call_command("migrate", interactive=False, verbosity=0)
                say("数据表已是最新。")
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('linli migrate'))")
    return len(waiting)


def compile_catalogues() -> None:
    """Make each `.mo` that is missing or older than its `.po`."""
    import polib
    from django.conf import settings

    for source in (po for folder in settings.LOCALE_PATHS for po in Path(folder).glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(compiled))


def collect_static(home: Path) -> None:
    """Collect static files when any source changed since the last time (path, size, time)."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    fingerprint = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            fingerprint.update(f"{storage.location}|{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    stamp = home / "static.stamp"
    if stamp.exists() and stamp.read_text() == fingerprint.hexdigest() and Path(settings.STATIC_ROOT).exists():
        return
    say("正在整理网页文件…")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint.hexdigest())
