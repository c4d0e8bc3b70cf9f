"""The rules of the house that a machine can hold."""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import linli

SOURCE = Path(linli.__file__).parent
ROOT = SOURCE.parent.parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST = 300
LONGER = {
    "cases/rules/transitions.py": "the one table of the loop, read as a whole",
}
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|common|misc|managers?|services?|(handle|process)_.*)$")
ROOMS = (
    "ledger", "accounts", "places", "people", "teams", "forms", "cases", "votes", "alliance", "activities", "halls", "insight",
)  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def imports_of(path: Path) -> list[tuple[str, str]]:
    """Module and name of every import, absolute."""
    package = ["linli", *path.relative_to(SOURCE).parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found += [(module, alias.name) for alias in node.names]
    return found


def test_a_file_stays_short_enough_to_be_read_at_once():
    long = {name_of(path) for path in FILES if len(path.read_text().splitlines()) > LONGEST}
    assert long == {name for name in LONGER if (SOURCE / name).exists()}


def test_a_file_is_named_for_what_it_does():
    assert [name_of(path) for path in FILES if FORBIDDEN_NAMES.match(path.stem)] == []
    folders = {path for path in SOURCE.rglob("*") if path.is_dir()}
    assert [name_of(path) for path in folders if FORBIDDEN_NAMES.match(path.name)] == []


def test_the_kernel_and_every_rule_are_plain_python():
    plain = [p for p in FILES if name_of(p).startswith("kernel/") or p.name == "rules.py" or "rules" in p.parts]
    assert plain
    wrong = [
        f"{name_of(path)}: {module}"
        for path in plain
        for module, _name in imports_of(path)
        if module.split(".")[0] in ("django", "psycopg") or re.match(r"linli\.\w+\.(models|queries|actions)", module)
    ]
    assert wrong == []


def test_doors_touch_no_model():
    wrong = [
        f"{name_of(path)}: {module} {name}"
        for path in FILES
        if name_of(path).startswith("doors/")
        for module, name in imports_of(path)
        if (module == "django.apps" and name == "apps")
        or (module.startswith("linli.") and ("models" in module.split(".") or name == "models"))
    ]
    assert wrong == []


def _actions() -> list[str]:
    return [
        f"linli.{room}.actions.{module.name}"
        for room in ROOMS
        if (SOURCE / room / "actions").is_dir()
        for module in pkgutil.iter_modules([str(SOURCE / room / "actions")])
    ]


@pytest.mark.parametrize("name", _actions())
def test_an_action_is_one_deed_with_named_arguments_in_a_file_of_its_name(name):
    module, deed = importlib.import_module(name), name.rpartition(".")[2]
    function = getattr(module, deed, None)
    assert function is not None, f"{name} has no function {deed}"
    assert hasattr(function, "__wrapped__"), f"{deed} is not decorated with @action"
    assert inspect.getdoc(function), f"{deed} does not say what it promises"
    given = inspect.signature(function).parameters
    assert {"actor", "key"} <= set(given)
    assert {one.kind for one in given.values()} == {inspect.Parameter.KEYWORD_ONLY}
    public = [
        one
        for one, value in vars(module).items()
        if inspect.isfunction(value) and hasattr(value, "__wrapped__") and value.__module__ == name
    ]
    assert public == [deed]


def test_no_action_calls_another():
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in FILES
        if path.parent.name == "actions"
        for module, name in imports_of(path)
        if re.fullmatch(r"linli\.\w+\.actions(\.\w+)?", module)
        and name.islower()
        and name != path.stem
        and hasattr(getattr(importlib.import_module(module), name, None), "__wrapped__")
    ]
    assert wrong == []


def test_events_carry_ids_and_are_frozen():
    for room in ROOMS:
        if not (SOURCE / room / "events.py").exists():
            continue
        module = importlib.import_module(f"linli.{room}.events")
        events = [one for one in vars(module).values() if inspect.isclass(one) and one.__module__ == module.__name__]
        for event in events:
            assert event.__dataclass_params__.frozen, event
            assert "street_code" in event.__dataclass_fields__, event


def test_the_project_speaks_of_itself_alone():
    """No path of somebody's machine, no address of a package registry, in anything that is shipped."""
    shipped = [
        p
        for p in [*SOURCE.rglob("*"), *(ROOT / "docs").rglob("*")]
        if p.suffix in (".py", ".html", ".md", ".js", ".css")
    ]
    wrong = re.compile(r"""["'\s(](/home|/root|/Users|/mnt|[A-Z]:\\Users)[/\\]\w""")
    assert [str(p) for p in shipped if p.is_file() and wrong.search(p.read_text(errors="replace"))] == []


def test_an_event_or_any_other_name_stands_once_in_a_table():
    """A dictionary that names a key twice silently forgets the first line: whoever was to hear of it never does."""
    twice = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Dict):
                keys = [ast.unparse(key) for key in node.keys if key is not None]
                twice += [f"{path.name}:{node.lineno} {key}" for key in set(keys) if keys.count(key) > 1]
    assert twice == []


FILTERS = {"moment_fields.py", "list_filter.py", "audit_trail.py", "menu.py"}
"""Forms whose day only narrows a list; the lists are asked for the ends of time by tests/chaos."""


def test_a_day_or_moment_that_is_entered_lies_within_twenty_years():
    doors = ROOT / "src" / "linli" / "doors"
    loose = [
        path for path in doors.rglob("*.py") if path.name not in FILTERS and "forms.DateField(" in path.read_text()
    ]
    loose += [
        path for path in doors.rglob("*.py") if path.name not in FILTERS and "forms.DateTimeField(" in path.read_text()
    ]
    assert not loose, f"DayField and MomentField of doors/moment_fields.py instead: {loose}"
