from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import FingerprintField, SealedField


class ProjectFollower(StreetRow):
    """A resident who follows a project by a code, and what she says of it once it is done. One telephone, one follower."""

    project = StreetKey("alliance.Project", db_index=True)
    code = models.CharField(max_length=10)
    phone = SealedField("phone", found_by="phone_mark")
    phone_mark = FingerprintField()
    followed_at = models.DateTimeField()
    rating = models.PositiveSmallIntegerField(null=True, help_text="1 to 5, once the project is accepted")
    said = SealedField("text")
    rated_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "project_follower"
        constraints = [
            models.UniqueConstraint(fields=["street_code", "code"], name="project_follower_code"),
            models.UniqueConstraint(
                fields=["street_code", "project", "phone_mark"],
                condition=~models.Q(phone_mark=""),
                name="project_follower_phone",
            ),
            models.CheckConstraint(
                condition=models.Q(rating__isnull=True) | models.Q(rating__range=(1, 5)), name="project_rating_range"
            ),
        ]
