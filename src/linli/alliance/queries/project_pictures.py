"""The photographs of a project: from each spot the one before beside the one after, and what shows its milestones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.read_together import read_together
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import ProjectMilestone, ProjectPicture, ProjectSpot
from ..rules.project_figures import Moment


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A photograph by its attachment's id."""

    id: UUID
    moment: Moment
    taken_on: date


@dataclass(frozen=True, slots=True)
class SpotShown:
    """A spot with its photographs, oldest first; the earliest before and the latest after stand side by side."""

    id: UUID
    name: str
    stand: str
    pictures: tuple[PictureShown, ...]

    @property
    def before(self) -> PictureShown | None:
        return next((one for one in self.pictures if one.moment is Moment.BEFORE), None)

    @property
    def after(self) -> PictureShown | None:
        return next((one for one in reversed(self.pictures) if one.moment is Moment.AFTER), None)

    @property
    def during(self) -> tuple[PictureShown, ...]:
        return tuple(one for one in self.pictures if one.moment is Moment.DURING)


def spots_of(project: RowKey, place_code: str) -> list[SpotShown]:
    """The spots of a project, in the order they were named. One statement and the scope."""
    mine = {"street_code": project.street_code, "project_id": project.id}
    with acting_in(Scope.of([place_code[:12]])):
        taken = ProjectPicture.objects.filter(**mine)
        spots, pictures, files = read_together(
            ProjectSpot.objects.filter(**mine).order_by("id"),
            taken.order_by("taken_on", "id"),
            Attachment.objects.filter(street_code=project.street_code, subject_id__in=taken.values("id")).values_list(
                "subject_id", "id"
            ),
        )
    files = dict(files)
    return [
        SpotShown(
            spot.id,
            spot.name,
            spot.stand,
            tuple(
                PictureShown(files[one.id], Moment(one.moment), one.taken_on)
                for one in pictures
                if one.spot_id == spot.id and one.id in files
            ),
        )
        for spot in spots
    ]


def project_photograph(project: RowKey, place_code: str, id: UUID) -> Path:
    """The file of a photograph that belongs to the project. Raises `NotFound`. Two statements."""
    mine = {"street_code": project.street_code, "project_id": project.id}
    with acting_in(Scope.of([place_code[:12]])):
        row = Attachment.objects.filter(street_code=project.street_code, id=id).first()
        belongs = row is not None and (
            ProjectPicture.objects.filter(id=row.subject_id, **mine).exists()
            or ProjectMilestone.objects.filter(id=row.subject_id, **mine).exists()
        )
    path = Path(settings.MEDIA_ROOT) / row.stored_as if belongs else None
    if path is None or not path.is_file():
        raise NotFound("photograph", id)
    return path
