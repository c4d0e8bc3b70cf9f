from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class ProjectBudgetLine(StreetRow):
    """Money of a project from one source, in yuan: what is planned and what has been spent. Sums are computed."""

    project = StreetKey("alliance.Project", db_index=True)
    item = models.CharField(max_length=60)
    source = models.CharField(max_length=16)
    planned = models.DecimalField(max_digits=14, decimal_places=2)
    spent = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        db_table = "project_budget"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned__gte=0) & models.Q(spent__gte=0), name="project_money_counts_up"
            ),
            models.UniqueConstraint(fields=["street_code", "project", "source", "item"], name="project_budget_once"),
        ]


class ProjectQuantity(StreetRow):
    """What is built, in units: 301 个停车位, 1121.5 m 标线. `planned` is promised, `done` is measured."""

    project = StreetKey("alliance.Project", db_index=True)
    item = models.CharField(max_length=40)
    unit = models.CharField(max_length=8)
    planned = models.DecimalField(max_digits=12, decimal_places=2)
    done = models.DecimalField(max_digits=12, decimal_places=2, default=0)

    class Meta:
        db_table = "project_quantity"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned__gte=0) & models.Q(done__gte=0), name="project_quantity_counts_up"
            ),
            models.UniqueConstraint(fields=["street_code", "project", "item", "unit"], name="project_quantity_once"),
        ]


class ProjectMilestone(StreetRow):
    """A step of the work with its day and who answers for it. Late ones ring: `alarm_on` is when, `rung` how often so far."""

    project = StreetKey("alliance.Project", db_index=True)
    title = models.CharField(max_length=60)
    due_on = models.DateField()
    post_id = models.UUIDField(null=True)
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)
    delayed = models.CharField(max_length=200, blank=True, help_text="why its day was moved, as published")
    alarm_on = models.DateField(null=True)
    rung = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "project_milestone"
        indexes = [
            models.Index(
                fields=["alarm_on"], condition=models.Q(alarm_on__isnull=False), name="project_milestone_alarm"
            )
        ]


class ProjectSpot(StreetRow):
    """A named point from which the project is photographed before and after; how one stands there is said in words."""

    project = StreetKey("alliance.Project", db_index=True)
    name = models.CharField(max_length=40)
    stand = models.CharField(max_length=80, blank=True, help_text="where to stand and where to look")

    class Meta:
        db_table = "project_spot"
        constraints = [models.UniqueConstraint(fields=["street_code", "project", "name"], name="project_spot_once")]


class ProjectPicture(StreetRow):
    """One photograph from a spot; its file is the attachment of this row."""

    project = StreetKey("alliance.Project", db_index=True)
    spot = StreetKey("alliance.ProjectSpot")
    moment = models.CharField(max_length=8)
    taken_on = models.DateField()

    class Meta:
        db_table = "project_picture"
        indexes = [models.Index(fields=["street_code", "spot", "taken_on"], name="project_picture_spot")]


class ProjectTurnout(StreetRow):
    """How many residents came to a meeting or a day of shared work for a project: a count of people, nobody's name."""

    project = StreetKey("alliance.Project", db_index=True)
    kind = models.CharField(max_length=12)
    held_on = models.DateField()
    people = models.PositiveIntegerField()
    words = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "project_turnout"


class ProjectLook(StreetRow):
    """One inspection of what was built; a fault found is a case of its own."""

    project = StreetKey("alliance.Project", db_index=True)
    looked_on = models.DateField()
    is_fine = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    case_code = models.CharField(max_length=10, blank=True)
    looked_by = models.UUIDField()

    class Meta:
        db_table = "project_look"
