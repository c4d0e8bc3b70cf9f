from django.db import models

from linli.ledger.street_row import PublicRow, StreetRow


class Training(PublicRow):
    """A training: who gives it, on what, for which area. `topic` is the word by which a duty asks for it."""

    title = models.CharField(max_length=60)
    topic = models.CharField(max_length=30)
    kind = models.CharField(max_length=12)
    held_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=60, blank=True)
    teacher = models.CharField(max_length=40, blank=True)
    materials = models.CharField(max_length=1000, blank=True, help_text="what was handed out, with links")
    opened_by = models.UUIDField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["street_code", "place_code", "held_at"], name="training_place_at")]


class TrainingAttendance(StreetRow):
    """Somebody came to a training; `place_code` is the person's own. For post holders by post, for volunteers by registration."""

    training_id = models.UUIDField()
    topic = models.CharField(max_length=30)
    held_on = models.DateField()
    post_id = models.UUIDField(null=True)
    volunteer_id = models.UUIDField(null=True)
    came_by = models.CharField(max_length=4)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "training_id", "post_id"],
                condition=models.Q(post_id__isnull=False),
                name="trained_post_once",
            ),
            models.UniqueConstraint(
                fields=["street_code", "training_id", "volunteer_id"],
                condition=models.Q(volunteer_id__isnull=False),
                name="trained_volunteer_once",
            ),
        ]
        indexes = [models.Index(fields=["street_code", "held_on"], name="training_held_on")]


class Mentoring(PublicRow):
    """传帮带 (practices.md C2): an experienced post and a new one, with goals and an end."""

    mentor_post_id = models.UUIDField()
    apprentice_post_id = models.UUIDField()
    goals = models.CharField(max_length=400)
    first_on = models.DateField()
    last_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=400, blank=True)
    opened_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(mentor_post_id=models.F("apprentice_post_id")), name="mentoring_two_posts"
            ),
            models.UniqueConstraint(
                fields=["street_code", "apprentice_post_id"],
                condition=models.Q(ended_on__isnull=True),
                name="mentoring_once",
            ),
        ]
