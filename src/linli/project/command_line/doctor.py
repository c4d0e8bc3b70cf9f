"""`./linli doctor`: look at everything a start needs, change nothing, and say what to do about each."""

import argparse
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from linli.project.command_line.where import Where
from linli.project.embedded_postgres import EmbeddedPostgres
from linli.project.free_port import holder_of, is_free
from linli.project.keys import KEYS
from linli.project.plain_words import CannotGoOn, say
from linli.project.postgres.age import missed_revisions
from linli.project.serving import Serving

ENOUGH_SPACE = 2_000_000_000  # bytes free: photographs, a year's rows, a dump beside them


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `next_step` is None when all is well."""

    what: str
    facts: str
    next_step: str | None = None


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("doctor", help="检查环境，逐项说明是否正常、怎么处理")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, where: Where) -> int:
    """Print every finding; returns 1 when something wants attention."""
    attention = 0
    for check in (_program, _home, _keys, _space, _postgres, _tables, _port):
        for finding in _look(check, where):
            attention += finding.next_step is not None
            say(f"{'✓' if finding.next_step is None else '!'} {finding.what}：{finding.facts}")
            if finding.next_step:
                say(f"    下一步：{finding.next_step}")
    say("一切正常。" if not attention else f"有 {attention} 项需要留意。")
    return 1 if attention else 0


def _look(check: Callable[[Where], Iterator[Finding]], where: Where) -> Iterator[Finding]:
    try:
        yield from check(where)
    except CannotGoOn as reason:
        yield Finding("检查中断", reason.what, reason.then)


def _program(where: Where) -> Iterator[Finding]:
    from importlib.metadata import version

    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "psycopg", "granian", "procrastinate"))
    yield Finding("程序", f"{where.root};Python {platform.python_version()};{packages};{platform.platform(terse=True)}")


def _home(where: Where) -> Iterator[Finding]:
    if not where.home.exists():
        yield Finding("数据文件夹", f"{where.home}（还没有，第一次启动时建立）")
    elif not os.access(where.home, os.W_OK):
        yield Finding("数据文件夹", f"{where.home} 不可写", "改正文件夹权限，或用 LINLI_HOME 指定别处")
    else:
        yield Finding("数据文件夹", str(where.home))


def _keys(where: Where) -> Iterator[Finding]:
    folder = where.home / "keys"
    missing = [name for name in KEYS if not (folder / name).exists()]
    if not folder.exists():
        yield Finding("密钥", "还没有，第一次启动时生成")
    elif missing:
        yield Finding(
            "密钥", f"缺少 {'、'.join(missing)}", "从备份恢复 keys 文件夹；缺失时启动会另生成，旧的个人信息将无法解密"
        )
    elif os.name != "nt" and any((folder / name).stat().st_mode & 0o077 for name in KEYS):
        yield Finding("密钥", f"{folder} 中有别人可读的文件", f"运行：chmod 600 {folder}/*")
    else:
        yield Finding("密钥", f"{folder}（请与数据库分开备份：丢失后个人信息无法恢复）")


def _space(where: Where) -> Iterator[Finding]:
    existing = next(folder for folder in (where.home, *where.home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    yield Finding(
        "磁盘", f"可用 {free / 1e9:.1f} GB", None if free > ENOUGH_SPACE else "清理磁盘，或把 LINLI_HOME 移到更大的磁盘"
    )


def _postgres(where: Where) -> Iterator[Finding]:
    given = os.environ.get("LINLI_DATABASE_URL")
    if given:
        parts = urlsplit(given)
        yield Finding("数据库", f"外部 {parts.hostname or ''}：{parts.port or ''}{parts.path}（LINLI_DATABASE_URL）")
        return
    if not (where.home / "postgres.place").exists():
        yield Finding("数据库", "内置 PostgreSQL，第一次启动时建立")
        return
    status = EmbeddedPostgres(where.home).status()
    state = f"运行中（进程 {status.pid}，{len(status.users)} 个命令在用）" if status.pid else "未运行"
    yield Finding("数据库", f"内置 PostgreSQL {status.version}，{state}，由用户 {status.account} 运行，{status.where}")
    outside = where.home not in status.data.parents
    yield Finding("数据库数据", f"{status.data}{'（数据文件夹对该用户不可达，所以放在这里）' if outside else ''}")
    yield Finding("数据库程序", str(status.binaries))
    if status.cluster not in (None, int(status.version.split(".")[0])):
        yield Finding(
            "数据库版本", f"数据是 {status.cluster} 版", "按 docs/operate.md 升级，或把 LINLI_PG_BIN 设为旧版程序"
        )
    missed = missed_revisions(status.version, datetime.now(UTC).date())
    if missed is None:
        yield Finding("数据库修订", "不认识的大版本", "到 postgresql.org/support/security 查看它是否仍受维护")
    elif missed:
        yield Finding(
            "数据库修订",
            f"至少落后 {missed} 次季度修订，可能有已公开的漏洞",
            "更新 Linli，或把 LINLI_PG_BIN 设为新修订的程序",
        )
    else:
        yield Finding("数据库修订", "不落后于季度修订")


def _tables(where: Where) -> Iterator[Finding]:
    embedded = EmbeddedPostgres(where.home) if (where.home / "postgres.place").exists() else None
    if not os.environ.get("LINLI_DATABASE_URL") and not (embedded and embedded.running):
        yield Finding("数据表", "数据库未运行，这次不查")
        return
    from linli.project.command_line.database import database, django_ready
    from linli.project.command_line.prepare import waiting_migrations

    with database(where), django_ready():
        waiting = waiting_migrations()
        yield Finding(
            "数据表", f"有 {len(waiting)} 项待更新" if waiting else "最新", "运行 ./linli migrate" if waiting else None
        )
        if not waiting:
            yield from _calendar()
            yield _community()


def _calendar() -> Iterator[Finding]:
    from linli.teams.queries import work_calendar

    year = datetime.now(UTC).year
    years = sorted(work_calendar("").covered_years)
    facts = f"已导入 {'、'.join(map(str, years)) or '无'}"
    late = [y for y in (year, year + 1) if y not in years and (y == year or datetime.now(UTC).month == 12)]
    yield Finding("工作日历", facts, f"导入 {late[0]} 年的放假安排，否则时限按周一至周五计" if late else None)


def _community() -> Finding:
    from linli.places.models import Community

    count = Community.public.count()
    if count:
        return Finding("社区", f"{count} 个")
    return Finding("社区", "还没有", "用管理员登录，在 /staff/settings/places/ 建立社区并导入楼栋")


def _port(where: Where) -> Iterator[Finding]:
    serving = Serving(where.home).url
    if serving:
        yield Finding("服务", f"正在 {serving} 运行")
    elif is_free("127.0.0.1", 8000):
        yield Finding("端口", "8000 空闲")
    else:
        yield Finding("端口", f"8000 被 {holder_of(8000) or '别的程序'} 占用", "启动时加 --port 换一个端口")
