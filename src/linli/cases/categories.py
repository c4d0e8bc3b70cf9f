"""The category set in force at a place: the tenant's own, else the shipped tree. Published sets never change."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.place_codes import PlaceLevel

from .models import Category, CategorySet


def set_in_force(place_code: str) -> CategorySet:
    """The latest published set of the nearest jurisdiction above the place. One statement.

    Raises `CategorySet.DoesNotExist` only where the shipped tree was never loaded.
    """
    prefixes = [place_code[:length] for length in PlaceLevel if length <= min(len(place_code), 12)]
    sets = CategorySet.objects.filter(prefix__in=["", *prefixes], published_at__isnull=False)
    found = sorted(sets, key=lambda one: (len(one.prefix), one.number), reverse=True)
    if not found:
        raise CategorySet.DoesNotExist("no category set was published")
    return found[0]


def category_for_filing(place_code: str, code: str) -> Category | None:
    """A small kind (four digits) of the set in force; None where it has none of this code. Two statements."""
    if len(code) != 4:
        return None
    return Category.objects.filter(set=set_in_force(place_code), code=code).first()


def tree_of(set_id: UUID) -> list[tuple[Category, list[Category]]]:
    """Large kinds with their small kinds, in order of code. One statement."""
    rows = list(Category.objects.filter(set_id=set_id).order_by("code"))
    large = [row for row in rows if not row.parent_code]
    return [(one, [row for row in rows if row.parent_code == one.code]) for one in large]


def names_of(pairs: set[tuple[UUID | None, str]]) -> dict[tuple[UUID | None, str], str]:
    """The names of kinds given as (set, code), as they were called when filed. One statement."""
    wanted = {pair for pair in pairs if pair[0] and pair[1]}
    if not wanted:
        return {}
    rows = Category.objects.filter(
        set_id__in={set_id for set_id, _ in wanted}, code__in={code for _, code in wanted}
    ).values_list("set_id", "code", "name")
    return {(set_id, code): name for set_id, code, name in rows}
