"""`./linli triage train | use VERSION | list`: learn from filings, and choose which model suggests kinds."""

from __future__ import annotations

import argparse
from typing import Any

from linli.project.command_line.database import database, django_ready
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say

STAGES = {"read": "读到 {n} 件立案", "fit": "正在从 {n} 件里学…", "measure": "正在用最新的 {n} 件考它…", "keep": "正在用全部 {n} 件再学一遍并保存…"}  # fmt: skip


def add(commands: argparse._SubParsersAction) -> None:
    deeds = commands.add_parser("triage", help="归类建议：从立案学习、换用或查看版本").add_subparsers(
        title="做什么", metavar="train|use|list", required=True
    )
    deeds.add_parser("train", help="从工作人员的立案学一个新版本，考得不差才换上").set_defaults(run=run_train)
    use = deeds.add_parser("use", help="换用某一版；words 表示只按用词")
    use.add_argument("version", help="版本，如 20261122-1，或 words")
    use.set_defaults(run=run_use)
    deeds.add_parser("list", help="列出各个版本").set_defaults(run=run_list)


def run_train(given: argparse.Namespace, where: Where) -> int:
    """Train, show how it did, and say whether it runs; 0 also when the new version is kept without running."""
    from linli.project.command_line.prepare import migrate

    with database(where), django_ready():
        from linli.cases.triage.train import LEAST, TooFewFilings, train

        migrate()
        try:
            trained = train(lambda stage, rows: say(STAGES[stage].format(n=rows)))
        except TooFewFilings as few:
            raise CannotGoOn(
                f"立案还不够：现有 {few.found} 件，至少要 {LEAST} 件、两类以上才能学。",
                "现在按用词给建议，照常可用；立案多了再运行一次。",
                f"There are {few.found} filings; at least {LEAST} of two kinds are needed.",
                "suggestions go by the word lists until then; run this again later.",
            ) from None
    _show(trained.version, trained.card)
    if trained.runs:
        say(f"已换上 {trained.version}。换回：./linli triage use {trained.card['running']['version']}")
    elif trained.why_not == "worse":
        say(f"新版本不如正在用的 {trained.card['running']['version']}，没有换上；要换：./linli triage use {trained.version}")  # fmt: skip
    else:
        say(f"上次学习以后的新立案太少，比不出高下，没有换上；要换：./linli triage use {trained.version}")
    return 0


def run_use(given: argparse.Namespace, where: Where) -> int:
    """Let a kept version run."""
    with database(where), django_ready():
        from linli.cases.triage.kept_models import use_version
        from linli.kernel.errors import NotFound

        try:
            use_version(given.version)
        except NotFound:
            raise CannotGoOn(
                f"没有可用的版本 {given.version}。",
                "用 ./linli triage list 看有哪些版本。",
                f"There is no usable version {given.version}.",
                "list them with ./linli triage list.",
            ) from None
    say("已换成只按用词。" if given.version == "words" else f"已换上 {given.version}。")
    return 0


def run_list(given: argparse.Namespace, where: Where) -> int:
    """Every version with how it did."""
    with database(where), django_ready():
        from linli.cases.triage.kept_models import kept_models

        models = kept_models()
    if not models:
        say("还没有学过，只按用词。立案满 200 件后运行：./linli triage train")
    elif not any(one.is_running for one in models):
        say("现在只按用词。")
    for one in models:
        _show(one.version, one.card, "（在用）" if one.is_running else "")
    return 0


def _show(version: str, card: dict[str, Any], mark: str = "") -> None:
    measured, words = card.get("measured") or {}, card.get("words") or {}
    say(
        f"{version}{mark}：从 {card.get('filings')} 件、{card.get('kinds')} 类学到；最新 {measured.get('rows')} 件对 "
        f"{measured.get('right')} 件（只按用词对 {words.get('right')} 件），有把握的 {measured.get('answered')} 件对 "
        f"{measured.get('answered_right')} 件，各类平均 F1 {measured.get('macro_f1', 0):.2f}"
    )
