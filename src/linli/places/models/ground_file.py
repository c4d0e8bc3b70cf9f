from django.db import models

from linli.ledger.street_row import StreetRow


class GroundFile(StreetRow):
    """A file of the ground handed in for a community: read, looked at, and then taken in as a whole or not at all.

    `found` counts things by layer, `bad` lists the first 500 rows that cannot be taken, each with number, name, reason and value.
    """

    class State(models.TextChoices):
        READ = "read", "待确认"
        TAKEN = "taken", "已导入"
        DROPPED = "dropped", "未导入"

    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=20)
    layer = models.CharField(max_length=10, blank=True)
    coordinates = models.CharField(max_length=20)
    source_crs = models.CharField(max_length=40)
    found = models.JSONField(default=dict)
    joined = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    bad = models.JSONField(default=list)
    bad_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State, default=State.READ)
    taken = models.JSONField(default=dict)
    handed_in_by = models.CharField(max_length=60)
    handed_in_at = models.DateTimeField()
    draft_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "handed_in_at"], name="ground_file_place")]


GroundFile._meta.get_field("bad").audited = False
