from django.contrib.postgres.indexes import GistIndex
from django.db import models

from linli.ledger.street_row import PublicRow

from ..where_it_lies import GroundBox


class GroundFeature(PublicRow):
    """Something on the ground that came in from a file: the outline of a building, a road, water, an estate, a place people go to.
    `place_code` is the community's it was taken in for.

    `source_id` is its id there, by which it is known again. `shape` is WKB as in `Outline`; `facts` are those that
    `ground_files.sorting.facts_kept` lists.
    """

    layer = models.CharField(max_length=10)
    source_id = models.CharField(max_length=80)
    name = models.CharField(max_length=120, blank=True)
    facts = models.JSONField(default=dict)
    shape = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    source_crs = models.CharField(max_length=40, blank=True)
    ground_file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "layer", "source_id"], name="ground_feature_once"
            )
        ]
        indexes = [GistIndex(GroundBox(), name="ground_feature_box")]


GroundFeature._meta.get_field("shape").audited = False
