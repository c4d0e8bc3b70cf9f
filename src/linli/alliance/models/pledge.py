from django.db import models
from django.db.models import Q

from linli.ledger.street_row import StreetKey, StreetRow
from linli.people.sealed import SealedField

from ..rules.window import EVERY_DAY


class MemberUnit(StreetRow):
    """A unit of a community's alliance (共建单位)."""

    organisation_id = models.UUIDField()
    kind = models.CharField(
        max_length=20, blank=True, help_text="as what it is a member; blank: as its organisation is"
    )
    liaison = SealedField("name")
    phone = SealedField("phone")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    left_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "place_code", "organisation_id"], name="member_unit_once")
        ]


class Pledge(StreetRow):
    """What a member unit puts up: a line of the resource list (资源清单). `place_code` is the area it is meant for."""

    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=12)
    first_on = models.DateField()
    last_on = models.DateField()
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    from_hour = models.PositiveSmallIntegerField(default=0)
    to_hour = models.PositiveSmallIntegerField(default=24)
    lead_days = models.PositiveSmallIntegerField(default=0, help_text="days from being asked to being there")
    registered_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True, help_text="when the desk was told that it ends soon")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="pledge_of_something"),
            models.CheckConstraint(condition=models.Q(last_on__gte=models.F("first_on")), name="pledge_days_in_order"),
        ]
        indexes = [models.Index(fields=["street_code", "place_code", "last_on"], name="pledge_place")]


class PledgeUse(StreetRow):
    """A line of the resource ledger: some of a pledge asked for a wish or for a need, and how it went."""

    pledge = StreetKey("alliance.Pledge")
    wish = StreetKey("alliance.Wish", null=True)
    need = StreetKey("alliance.Need", null=True)
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(max_length=12)
    why = models.CharField(max_length=200, help_text="why this pledge was offered")
    promised_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "wish"],
                condition=~models.Q(state="declined"),
                name="pledge_use_once",
            ),
            models.UniqueConstraint(
                fields=["street_code", "pledge", "need"],
                condition=~models.Q(state="declined"),
                name="pledge_use_need_once",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="pledge_use_of_something"),
            models.CheckConstraint(
                condition=Q(wish__isnull=True, need__isnull=False) | Q(wish__isnull=False, need__isnull=True),
                name="pledge_use_for_one",
            ),
        ]
        indexes = [
            models.Index(fields=["street_code", "pledge"], name="pledge_use_pledge"),
            models.Index(fields=["street_code", "need"], name="pledge_use_need"),
        ]


class Delivery(StreetRow):
    """Some of what was promised was handed over: what, when, seen by whom. Only ever appended."""

    use = StreetKey("alliance.PledgeUse")
    on = models.DateField()
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    seen_by = SealedField("name")
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(quantity__gt=0), name="delivery_of_something")]
        indexes = [models.Index(fields=["street_code", "use"], name="delivery_use")]
