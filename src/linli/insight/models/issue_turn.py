from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class IssueTurn(StreetRow):
    """What became of a hot issue, and by whom: opened, joined with another, named, muted, a message taken out. Only appended."""

    class Deed(models.TextChoices):
        OPENED = "opened", _("自动发现")
        JOINED = "joined", _("并入另一个热点")
        TOOK_OVER = "took_over", _("并进来一个热点")
        NAMED = "named", _("改了名称")
        TOOK_OUT = "took_out", _("移出一件事项")
        MUTED = "muted", _("不再提示")
        UNMUTED = "unmuted", _("恢复提示")

    issue = StreetKey("insight.HotIssue")
    at = models.DateTimeField()
    deed = models.CharField(max_length=12, choices=Deed.choices)
    actor_id = models.UUIDField(null=True, help_text="none: the platform by itself")
    actor_name = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=200, blank=True)
    other_id = models.UUIDField(null=True, help_text="the other issue, or the case taken out")

    class Meta:
        indexes = [models.Index(fields=["street_code", "issue", "at"], name="issue_turn")]
