"""`./linli COMMAND`: find the command, run it, and never show a traceback to a person."""

import argparse
import contextlib
import signal
import sys

from linli.project.command_line import (
    demo,
    doctor,
    import_ledger,
    insight,
    manage,
    migrate,
    places,
    reset_admin,
    serve,
    stop,
    test,
    triage,
    votes,
)
from linli.project.command_line.where import Where
from linli.project.plain_words import CannotGoOn, say, unexpected

COMMANDS = (
    demo,
    serve,
    stop,
    import_ledger,
    triage,
    places,
    insight,
    votes,
    reset_admin,
    migrate,
    doctor,
    test,
    manage,
)
PASS_ON = {"test": test, "manage": manage}  # everything after these words belongs to another program


def parser() -> argparse.ArgumentParser:
    """The parser with every command's own arguments."""
    whole = argparse.ArgumentParser(prog="linli", description="邻里：基层网格治理平台", add_help=True)
    commands = whole.add_subparsers(title="命令", metavar="命令")
    for command in COMMANDS:
        command.add(commands)
    return whole


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; every failure ends as a sentence with a next step."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    where = Where.here()
    try:
        if arguments and arguments[0] in PASS_ON and arguments[1:] not in (["-h"], ["--help"]):
            return PASS_ON[arguments[0]].run(argparse.Namespace(rest=arguments[1:]), where)
        whole = parser()
        if not arguments:
            whole.print_help()
            return 0
        given = whole.parse_args(arguments)
        return given.run(given, where)
    except CannotGoOn as reason:
        say(str(reason))
    except KeyboardInterrupt:
        say("已停止。")
        return 130
    except Exception as error:
        say(str(unexpected(error, where.home)))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
