from django.db import models
from django.db.models import F, Q

from linli.ledger.street_row import AppendOnlyRow, StreetKey, StreetRow


class CoinAccount(StreetRow):
    """An account of a community's time bank, in minutes. The balances of all accounts of a street are zero together, always:
    the issuing account stands below zero by what the others hold."""

    kind = models.CharField(max_length=10)
    volunteer = StreetKey("teams.Volunteer", null=True)
    balance = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "volunteer"],
                condition=Q(volunteer__isnull=False),
                name="coin_account_once",
            ),
            models.UniqueConstraint(
                fields=["street_code", "place_code", "kind"],
                condition=Q(volunteer__isnull=True),
                name="coin_account_of_place",
            ),
        ]


class CoinMove(AppendOnlyRow):
    """Coins that go from one account to another: one row is both sides, so that nothing can appear or vanish."""

    taken_from = StreetKey("teams.CoinAccount", db_index=True)
    given_to = StreetKey("teams.CoinAccount", db_index=True)
    minutes = models.PositiveIntegerField()
    why = models.CharField(max_length=10)
    words = models.CharField(max_length=120, blank=True)
    entry = StreetKey("teams.HoursEntry", null=True, db_index=True)
    call = StreetKey("teams.HelpCall", null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="coin_move_of_something"),
            models.CheckConstraint(condition=~Q(taken_from=F("given_to")), name="coin_move_two_accounts"),
        ]
        indexes = [models.Index(fields=["street_code", "-at", "id"], name="coin_move_at")]
