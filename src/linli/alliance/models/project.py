from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Project(StreetRow):
    """A line of the project list (项目清单). `place_code` is the community's, or the grid's it lies in. Who gains is counted
    from the dwellings of its `ProjectPlace` rows, its money and quantities from its lines: nothing of that is typed."""

    title = models.CharField(max_length=80)
    aim = models.CharField(max_length=400)
    state = models.CharField(max_length=12)
    origin = models.CharField(max_length=12)
    origin_id = models.UUIDField(null=True)
    asked_by_on = models.DateField(null=True, help_text="the day by which it was asked for")
    reason = models.CharField(max_length=400, blank=True, help_text="why it was stopped, as published")
    ask_whom = models.CharField(max_length=120, blank=True, help_text="whom residents ask, as published")

    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    approved_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    keeper = models.CharField(max_length=80, blank=True, help_text="who keeps it afterwards")
    keeper_post_id = models.UUIDField(null=True)
    every_days = models.PositiveSmallIntegerField(null=True, help_text="the rhythm of inspections")
    next_look_on = models.DateField(null=True)
    look_told_on = models.DateField(null=True, help_text="when somebody was last reminded of the inspection")

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "place_code", "state"], name="project_place_state"),
            models.Index(fields=["street_code", "-moved_at", "id"], name="project_moved"),
            models.Index(fields=["street_code", "origin_id"], name="project_origin"),
            models.Index(fields=["next_look_on"], name="project_look_due"),
        ]


class ProjectPlace(StreetRow):
    """What a project touches: a whole estate, a building of it, or one entrance of the building. For a whole estate it
    keeps whether it had a property firm, and as of which day."""

    project = StreetKey("alliance.Project", db_index=True)
    estate_id = models.UUIDField()
    building_id = models.UUIDField(null=True)
    unit = models.CharField(max_length=8, blank=True)
    without_firm = models.BooleanField()
    firm_as_of = models.DateField()

    class Meta:
        db_table = "project_place"
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "project", "estate_id", "building_id", "unit"],
                name="project_place_once",
                nulls_distinct=False,
            )
        ]


class ProjectPart(StreetRow):
    """Who leads a project and who helps: a post or an organisation, with what it does. Of leaders there is at most one."""

    project = StreetKey("alliance.Project", db_index=True)
    is_lead = models.BooleanField(default=False)
    post_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    does = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "project_part"
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "project"], condition=models.Q(is_lead=True), name="project_one_lead"
            ),
            models.CheckConstraint(
                condition=models.Q(post_id__isnull=False) ^ models.Q(organisation_id__isnull=False),
                name="project_part_is_one",
            ),
        ]


class ProjectStep(StreetRow):
    """One turn of a project: who did what, when, with which words. Only ever appended; the public page tells it."""

    project = StreetKey("alliance.Project")
    at = models.DateTimeField()
    deed = models.CharField(max_length=16)
    to_state = models.CharField(max_length=12)
    actor_id = models.UUIDField()
    actor_name = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "project_step"
        indexes = [models.Index(fields=["street_code", "project", "at"], name="project_step_at")]
