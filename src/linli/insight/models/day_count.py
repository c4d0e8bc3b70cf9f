from django.contrib.postgres.fields import ArrayField
from django.db import models

from linli.ledger.street_row import StreetRow


class DayCount(StreetRow):
    """What all cases of a community (`level` 12) or a street (9) add up to on one day, by mark (ADR 0030).

    `counts` has a number at the position of each mark of `rules.marks.MARKS`. A case counts once in a span, however often
    something happened to it: `after` is the same case's day before, and a span from a day adds only rows whose `after` lies
    earlier. Its id follows from level, place, day and `after` (`rules.marks.cell_id`).
    """

    level = models.PositiveSmallIntegerField()
    day = models.DateField()
    after = models.DateField()
    counts = ArrayField(models.IntegerField())

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "level", "day"], name="day_count_day"),
        ]
