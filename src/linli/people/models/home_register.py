from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow

from ..sealed import SealedField


class HomeRegister(StreetRow):
    """A table of addresses, with or without people, bound to homes; `place_code` is the community's.

    `done` rows are through, so that a run that broke off goes on there. `levels` counts rows by how deep they were bound.
    """

    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    with_new_homes = models.BooleanField(default=False)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    levels = models.JSONField(default=dict)
    new_homes = models.PositiveIntegerField(default=0)
    new_residents = models.PositiveIntegerField(default=0)
    known_residents = models.PositiveIntegerField(default=0)
    begun_by = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "sha256", "with_new_homes"], name="home_register_once"
            )
        ]


class UnboundRow(StreetRow):
    """A row of a register that was not bound as deep as it says, and why; what it says stays sealed until it is mended
    (`jobs.sweep_unbound_rows`)."""

    register = StreetKey("people.HomeRegister")
    number = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)
    told = SealedField("text")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "register", "number"], name="unbound_row_number")]
