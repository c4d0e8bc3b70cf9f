"""Which case a code stands for."""

from __future__ import annotations

from uuid import UUID

from ..models import CaseCode


def id_of_case(code: str) -> UUID | None:
    """The id of the case with a code, wherever it is; tells nothing else about it. One statement."""
    return CaseCode.objects.filter(code=code).values_list("case_id", flat=True).first()
