from django.contrib.postgres.indexes import GinIndex
from django.db import models

from linli.ledger.search_text import SearchText
from linli.ledger.street_row import StreetKey, StreetRow

from ..rules import OPEN

WAITS_SINCE_OR_UNTIL = models.Case(
    models.When(handle_due_at__isnull=False, then=models.F("handle_due_at")), default=models.F("raised_at")
)
"""The order of the work list: by deadline, and by when it was raised where none runs yet. Not COALESCE: PostgreSQL does not
count that as leakproof, and under row-level security would read the list from its beginning to find a page in its middle."""


class Case(StreetRow):
    """One matter, from the first words about it to its rated end. Its history is in its steps, its voices in its entries."""

    code = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    level = models.CharField(max_length=10, default="community", help_text="level of settlement, practices.md E6")

    subject = models.CharField(max_length=120)
    category_set_id = models.UUIDField(null=True)
    category_code = models.CharField(max_length=4, blank=True)
    is_urgent = models.BooleanField(default=False)
    source = models.CharField(max_length=16)
    is_proactive = models.BooleanField(default=False, help_text="found by those who serve, before anybody complained")

    place_text = models.CharField(max_length=200, blank=True)
    estate_id = models.UUIDField(null=True)
    building_id = models.UUIDField(null=True)
    place_reason = models.CharField(max_length=200, blank=True, help_text="why this place, in words")

    raised_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    responded_at = models.DateTimeField(null=True, help_text="first contact with the person who raised it")
    fed_back_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(help_text="last change of state")

    response_limit = models.CharField(max_length=12, blank=True)
    handle_limit = models.CharField(max_length=12, blank=True)
    response_due_at = models.DateTimeField(null=True)
    handle_due_at = models.DateTimeField(null=True)
    clock_from = models.DateTimeField(
        null=True, help_text="when the clocks last began to run: filing, reopening, resuming"
    )
    uncertain_years = models.JSONField(default=list, help_text="years of a deadline without an imported calendar")
    alarm_at = models.DateTimeField(null=True, help_text="when the alarm sweep must look at this case next")
    alarm_step = models.PositiveSmallIntegerField(default=0, help_text="0 none, 1 warned, 2 overdue told, 3… ladder")
    response_alarmed = models.BooleanField(
        default=False, help_text="somebody was told that nobody was contacted in time"
    )
    paused_at = models.DateTimeField(null=True)
    response_left = models.FloatField(null=True, help_text="seconds left on a paused response clock")
    handle_left = models.FloatField(null=True, help_text="seconds left on a paused handling clock")
    review_on = models.DateField(null=True, help_text="when a suspended case is looked at again")

    registered_by = models.UUIDField(null=True)
    lead_post_id = models.UUIDField(null=True)
    lead_title = models.CharField(max_length=60, blank=True)
    reviewer_id = models.UUIDField(null=True, help_text="who is to review a reopened case")
    proposed = models.CharField(max_length=12, blank=True, help_text="what waits for a second person")
    reopenings = models.PositiveSmallIntegerField(default=0)
    is_extended = models.BooleanField(default=False)
    is_self_closed = models.BooleanField(default=False)
    was_whistled = models.BooleanField(default=False)
    loop = models.JSONField(default=dict, help_text="what the rules of the loop remember of it (rules.CaseFacts)")

    answer = models.TextField(blank=True, help_text="what the people who raised it are told was done")
    public_summary = models.CharField(
        max_length=200, blank=True, help_text="one sentence for the wall, no personal data"
    )
    solved = models.BooleanField(null=True)
    satisfaction = models.CharField(max_length=16, blank=True)
    rated_at = models.DateTimeField(null=True)
    merged_into = StreetKey("cases.Case", null=True)
    import_id = models.UUIDField(null=True)
    search = SearchText(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["street_code", "code"], name="case_code_street")]
        indexes = [
            models.Index(fields=["code"], name="case_code"),
            models.Index(fields=["street_code", "place_code", "state"], name="case_place_state"),
            models.Index(fields=["street_code", "-raised_at", "id"], name="case_raised"),
            models.Index(fields=["street_code", "handle_due_at", "id"], name="case_due"),
            models.Index(fields=["street_code", "state", "-moved_at", "id"], name="case_state_moved"),
            models.Index(fields=["alarm_at"], condition=models.Q(alarm_at__isnull=False), name="case_alarm"),
            models.Index(fields=["street_code", "-closed_at"], name="case_closed"),
            models.Index(fields=["street_code", "merged_into"], name="case_merged_into"),
            # The work list: open cases, nearest deadline first, in whatever scope (bench/work_list.py).
            models.Index(
                WAITS_SINCE_OR_UNTIL,
                "id",
                condition=models.Q(state__in=sorted(state.value for state in OPEN)),
                name="case_open_due",
            ),
            # The counts of the work list's tabs are read from this index alone, never from the rows (work_list.count_tabs).
            models.Index(
                fields=["street_code", "place_code"],
                include=[
                    *("state", "level", "handle_due_at", "proposed"),
                    *("category_code", "source", "is_urgent", "estate_id", "raised_at"),
                ],
                condition=models.Q(state__in=sorted(state.value for state in OPEN)),
                name="case_open_counted",
            ),
            GinIndex(fields=["search"], name="case_search"),
        ]
