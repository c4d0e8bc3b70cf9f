from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class HotIssue(StreetRow):
    """One problem of one place that several messages are about (热点问题, practices.md E3).

    Found by the words of cases and kept up with each new one; a person may name it, join two, take a message out or mute it. Its
    place is the widest its messages have in common, a street at most. The counts are derived (`issue_steps.refresh`).
    """

    name = models.CharField(max_length=60)
    named_by = models.UUIDField(null=True, help_text="who named it; none while the words of its messages do")
    place_name = models.CharField(max_length=60, blank=True)
    estate_id = models.UUIDField(null=True, help_text="where all its messages are about one estate")
    opened_at = models.DateTimeField()
    first_at = models.DateTimeField(help_text="its first message")
    last_at = models.DateTimeField(help_text="its latest message")
    messages = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(
        default=0, help_text="who met with one of its matters too, without a word of their own"
    )
    heat_mark = models.FloatField(help_text="same_matter.heat.heat_mark: orders issues at any time")
    muted_at = models.DateTimeField(null=True)
    mute_reason = models.CharField(max_length=200, blank=True)
    part_of = StreetKey("insight.HotIssue", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-heat_mark", "-id"], name="hot_issue_heat"),
            models.Index(fields=["street_code", "-heat_mark", "-id"], name="hot_issue_street_heat"),
            models.Index(fields=["street_code", "part_of"], name="hot_issue_merged"),
        ]
