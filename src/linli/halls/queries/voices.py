"""How many voices stand behind motions: who backed one, and whoever raised or backed what was merged into it, each telephone once."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ..models import Backing, Motion


def voices_of(motions: Iterable[Motion]) -> dict[UUID, int]:
    """Motion id → voices besides the mover's own. Two statements, none without motions."""
    motions = list(motions)
    if not motions:
        return {}
    street, root = motions[0].street_code, {one.id: one.id for one in motions}
    marks: dict[UUID, set[str]] = {one.id: set() for one in motions}
    for merged in Motion.objects.filter(street_code=street, merged_into_id__in=list(root)).only(
        "street_code", "id", "merged_into_id", "phone_mark"
    ):
        root[merged.id] = merged.merged_into_id
        marks[merged.merged_into_id].add(merged.phone_mark or merged.id.hex)
    rows = Backing.objects.filter(street_code=street, motion_id__in=list(root))
    for motion_id, mark in rows.values_list("motion_id", "phone_mark"):
        marks[root[motion_id]].add(mark)
    own = {one.id: one.phone_mark for one in motions}
    return {id: len(found - {own[id]}) for id, found in marks.items()}
