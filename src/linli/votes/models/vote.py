from django.db import models

from linli.ledger.street_row import PublicRow


class Vote(PublicRow):
    """One vote: question, choices, rule, settings, phase and in the end its result. No choice of anybody is in it."""

    code = models.CharField(max_length=10)
    title = models.CharField(max_length=60)
    question = models.CharField(max_length=400)
    choices = models.JSONField(help_text="a list of {id, label, note}, in the order of the ballot")
    rule = models.CharField(max_length=40, help_text="code@version of a counting rule")
    most_marks = models.PositiveSmallIntegerField(default=1)
    seats = models.PositiveSmallIntegerField(default=1)
    quorum_percent = models.PositiveSmallIntegerField(default=0, help_text="of the roll that must vote; 0 for none")
    named = models.BooleanField(default=False, help_text="ballots carry the number of the roll")
    changeable = models.BooleanField(default=False, help_text="a ballot may be changed until the poll closes")
    proxy_cap = models.PositiveSmallIntegerField(default=0, help_text="proxies one person may hold; 0 for none")
    moves_by = models.CharField(max_length=12)
    takes_nominations = models.BooleanField(default=False, help_text="the choices are officers who were nominated")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    origin = models.CharField(max_length=20, blank=True, help_text="what the vote came from: a motion of a hall")
    origin_id = models.UUIDField(null=True)
    registered_by = models.UUIDField()

    phase = models.CharField(max_length=16)
    phase_at = models.DateTimeField()
    roll_heads = models.PositiveIntegerField(null=True, help_text="on the roll when the poll opened")
    roll_area = models.DecimalField(max_digits=12, decimal_places=2, null=True, help_text="square metres, likewise")
    asked_phase = models.CharField(
        max_length=16, blank=True, help_text="the turn that waits for a second member of staff"
    )
    asked_by = models.UUIDField(null=True)
    asked_name = models.CharField(max_length=40, blank=True)
    asked_reason = models.CharField(max_length=400, blank=True)
    unused_papers = models.PositiveIntegerField(null=True, help_text="paper ballots counted as left over")
    result = models.JSONField(null=True)
    annulled_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "code"], name="vote_code_street"),
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="vote_opens_first"),
        ]
        indexes = [
            models.Index(fields=["street_code", "-opens_at", "id"], name="vote_opens"),
            models.Index(fields=["code"], name="vote_code"),
            models.Index(fields=["origin_id"], condition=models.Q(origin_id__isnull=False), name="vote_origin"),
        ]
