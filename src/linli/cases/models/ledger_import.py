from django.db import models

from linli.ledger.street_row import StreetRow


class LedgerImport(StreetRow):
    """One file on its way in: how far it has come, what could not be taken and where the rows to correct are."""

    class Status(models.TextChoices):
        DRAFT = "draft", "还没有开始"
        WAITING = "waiting", "等待导入"
        RUNNING = "running", "正在导入"
        DONE = "done", "已完成"
        FAILED = "failed", "已中断"

    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField()
    source = models.CharField(max_length=16)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    total = models.PositiveIntegerField(default=0, help_text="rows at most; known exactly once all are read")
    read = models.PositiveIntegerField(default=0)
    arrived = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=dict)
    corrections = models.CharField(max_length=120, blank=True)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["street_code", "-asked_at"], name="import_asked")]


class SavedMapping(StreetRow):
    """A ledger's columns, mapped once and used again."""

    name = models.CharField(max_length=60)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "place_code", "name"], name="mapping_name")]
