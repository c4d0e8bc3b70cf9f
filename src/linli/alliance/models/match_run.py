from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class MatchRun(StreetRow):
    """One search for the best use of the open pledges for the open needs of a community, as it came out."""

    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=60, blank=True)
    needs = models.PositiveIntegerField()
    pledges = models.PositiveIntegerField()
    figures = models.JSONField(default=dict, help_text="shares met: of all, of the urgent, of each grid")

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "-at"], name="match_run_at")]


class Match(StreetRow):
    """Some of one pledge proposed for one need, with its receipt: what was weighed, why this, what would change it."""

    run = StreetKey("alliance.MatchRun")
    need = StreetKey("alliance.Need")
    pledge = StreetKey("alliance.Pledge")
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(max_length=12, help_text="proposed, confirmed, rejected")
    receipt = models.JSONField(default=dict)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="why it was rejected")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "run", "need", "pledge"], name="match_proposal_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="match_of_something"),
        ]


class UnmetNeed(StreetRow):
    """What a run could not find for a need, and why."""

    run = StreetKey("alliance.MatchRun")
    need = StreetKey("alliance.Need")
    missing = models.DecimalField(max_digits=10, decimal_places=2)
    reason = models.CharField(max_length=16)
    facts = models.JSONField(default=dict, help_text="who used it up, which unit it is pledged in, from which day")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "run", "need"], name="unmet_need_once")]
