from django.db import models


class FollowCode(models.Model):
    """Where a code leads that somebody without an account holds: unique on the whole platform, so that a code alone finds its
    street. `as_id` is as whom it opens the row: the row itself, or somebody's part in it. A reference table."""

    code = models.CharField(primary_key=True, max_length=10)
    kind = models.CharField(max_length=16)
    street_code = models.IntegerField()
    row_id = models.UUIDField()
    as_id = models.UUIDField()
    place_code = models.CharField(max_length=18)

    class Meta:
        indexes = [models.Index(fields=["row_id"], name="follow_code_row")]

    def __str__(self) -> str:
        return self.code
