from dataclasses import replace

import pytest

from linli.cases.rules import TABLE, BrokenTable, Deed, State, check_table


def without(*deeds):
    return tuple(row for row in TABLE if row.deed not in deeds)


def changed(deed, **fields):
    return tuple(replace(row, **fields) if row.deed is deed else row for row in TABLE)


def test_the_shipped_table_holds():
    check_table()


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (without(Deed.ARCHIVE), "never comes to archived"),
        (without(Deed.WITHDRAW), "withdrawn cannot be reached"),
        (
            without(Deed.UPHOLD, Deed.GRANT_APPEAL, Deed.MERGE, Deed.WITHDRAW, Deed.CONFIRM_VOID),
            "appealed is a dead end",
        ),
        (changed(Deed.FILE, roles=frozenset()), "nobody may file"),
        (changed(Deed.RETURN, choose=None), "return does not say where to go"),
        (changed(Deed.ARCHIVE, targets=()), "archive has no source or no target"),
        (changed(Deed.REOPEN, sources=frozenset({State.ARCHIVED})), "archived is left again"),
        ((*TABLE, TABLE[0]), "ambiguous"),
    ],
)
def test_a_broken_table_is_refused_by_name(table, fault):
    with pytest.raises(BrokenTable, match=fault):
        check_table(table)
