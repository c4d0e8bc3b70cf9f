"""Make the accounts of the demonstration and let them take their posts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection

from linli.accounts.models import Grant, User
from linli.kernel import clock
from linli.kernel.actor import SYSTEM_ID, Role
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from .load_places import Progress
from .plan import DEMO_NOTE, dice, fixed_id
from .team_plan import COUNTY, person, posts

_WORDS = [
    "Qingfeng",
    "Donghu",
    "Liushu",
    "Hehua",
    "Yinxing",
    "Shanhai",
    "Xinghe",
    "Zhuyuan",
    "Meihua",
    "Fengye",
    "Baihe",
    "Songtao",
    "Yulan",
    "Haitang",
    "Chunyu",
    "Qiushui",
    "Minghu",
    "Yunshan",
    "Lanhua",
    "Xiaoxi",
    "Changqiao",
    "Shuguang",
    "Heping",
    "Xingfu",
    "Anning",
    "Wenxin",
    "Zhulin",
    "Taohua",
    "Guihua",
    "Luying",
    "Yanyu",
    "Bihai",
]


class DemoAccount(NamedTuple):
    """An account worth trying: what it is and what to do with it."""

    username: str
    name: str
    roles: str
    what_to_try: str


SHOWN: dict[str, tuple[str, str]] = {
    "shequ": ("社区专干", "登记、立案、派给网格员、核查、回访"),
    "shequ2": ("社区专干", "核查或回访同事派出的事项（经办的人不能核查自己）"),
    "zhanzhang": ("社区书记", "看本社区超期与上报的事项、安排岗位"),
    "wangge01": ("第一网格网格员", "手机上签收、处理、反馈本格事项"),
    "wangge02": ("第二网格网格员（wangge01 的 AB 角）", "接手搭档转来的事项"),
    "louzhang": ("新湖东苑1号楼楼栋长", "记一条楼栋长日志"),
    "pianzhang": ("新湖东苑片长", "看本小区的事项与半月分析"),
    "wuye": ("安居物业项目经理", "登记来电来访，处理派来的事项"),
    "zhujian": ("区住建局联络员", "响应吹哨：报到、协办"),
    "chengguan": ("区城管局联络员", "响应吹哨：报到、协办"),
    "jiedao": ("街道综治办", "受理社区上报的事项"),
    "zhihui": ("区综治中心", "看哪里超期，召集会商，督办"),
    "guanli": ("系统管理员", "账号、授权、日历与时限"),
    "shenji": ("审计员", "查看谁在什么时候做了什么"),
}
"""Accounts that are printed at the first start, with their roles and what to try. The other posts' accounts exist too."""


def load_accounts(progress: Progress) -> list[DemoAccount]:
    """Make an account for every post that has one, an administrator and an auditor; returns those worth trying.

    All have one password, drawn at the first start and kept readable in LINLI_HOME/demo-accounts.txt (mode 0600), and
    are not asked to change it. Accounts that exist already are left as they are, with their passwords and posts.
    """
    names = {plan.username: plan.holder_name for plan in posts() if plan.username}
    chance = dice("officials")
    names |= {username: person(chance) for username in ("guanli", "shenji")}
    shown = [DemoAccount(username, names[username], *words) for username, words in SHOWN.items()]
    with acting_in(Scope.everything()):
        known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
        new = names.keys() - known
        if new:
            progress("生成演示口令，只保存加密后的结果")
            _write_accounts({username: names[username] for username in sorted(new)}, demo_password(shown))
            _take_posts(new)
    progress(f"登录账号 {len(new)} 个")
    return shown


def accounts_file() -> Path:
    """Where the demonstration's accounts and their password can be read by whoever started it."""
    return Path(settings.HOME) / "demo-accounts.txt"


def _write_accounts(names: dict[str, str], password: str) -> None:
    titles: dict[str, str] = {}
    for plan in posts():
        titles.setdefault(plan.username, plan.title)
    now, hashed = clock.now(), make_password(password)
    User.objects.bulk_create(
        User(
            id=user_id(username),
            username=username,
            name=name,
            title=titles.get(username, SHOWN.get(username, ("",))[0]),
            password=hashed,
            must_change_password=False,
            created_at=now,
            password_changed_at=now,
        )
        for username, name in names.items()
    )
    copy_rows(Grant, _grants(names), on_conflict_do_nothing=True)


def _grants(names: dict[str, str]) -> Iterator[Grant]:
    place_of = {plan.id: plan.place_code for plan in posts()}
    wanted = {
        (plan.username, plan.role, place, plan.organisation_id)
        for plan in posts()
        for place in (plan.place_code, place_of.get(plan.partner_id))
        if plan.username in names and place
    }
    wanted |= {
        row
        for row in (("guanli", Role.ADMINISTRATOR, "*", None), ("shenji", Role.AUDITOR, COUNTY, None))
        if row[0] in names
    }
    now = clock.now()
    for username, role, prefix, organisation_id in wanted:
        yield Grant(
            id=fixed_id("grant", username, role, prefix),
            user_id=user_id(username),
            role=role,
            prefix=prefix,
            organisation_id=organisation_id,
            granted_at=now,
            granted_by=SYSTEM_ID,
        )


def _take_posts(usernames: set[str]) -> None:
    taken = [(plan.id, user_id(plan.username)) for plan in posts() if plan.username in usernames]
    table = connection.ops.quote_name(Post._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} AS post SET holder_id = taken.holder FROM unnest(%s::uuid[], %s::uuid[]) AS taken (id, holder)"  # noqa: S608
            " WHERE post.id = taken.id AND post.holder_id IS NULL",
            [[post for post, _ in taken], [user for _, user in taken]],
        )


def user_id(username: str) -> UUID:
    """The id of a demonstration account."""
    return fixed_id("user", username)


def demo_password(shown: list[DemoAccount]) -> str:
    """The password of the demonstration: the one in the accounts file, else a new one, written there first."""
    path = accounts_file()
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("口令："):
                return line.removeprefix("口令：").strip()
    password = "-".join([*(secrets.choice(_WORDS) for _ in range(3)), str(secrets.randbelow(9000) + 1000)])
    lines = [DEMO_NOTE, "", f"口令：{password}", "（所有演示账号同一口令）", ""]
    lines += [line_of(one) for one in shown]
    lines += ["", "其余账号：wangge03…wangge24、pianzhang02…pianzhang14、shequ3…shequ8、wuye02…，以及各部门联络员。"]
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    path.chmod(0o600)
    return password


def note_accounts(shown: list[DemoAccount]) -> None:
    """Add accounts that came later to the accounts file, each once."""
    path = accounts_file()
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = [line_of(one) for one in shown if f"\n{one.username} " not in text]
    if new:
        path.write_text(text.rstrip("\n") + "\n\n" + "\n".join(new) + "\n", encoding="utf-8")


def line_of(one: DemoAccount) -> str:
    """The account as the file and the first start print it."""
    return f"{one.username:<10} {one.name}  {one.roles}：{one.what_to_try}"
