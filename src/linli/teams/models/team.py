from django.db import models

from linli.ledger.street_row import StreetKey, StreetRow


class Team(StreetRow):
    """A volunteer team of an area: what it is for, who leads it."""

    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12)
    aim = models.CharField(max_length=200, blank=True)
    estate_id = models.UUIDField(null=True)
    leader = StreetKey("teams.Volunteer", null=True)
    founded_on = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "place_code", "name"],
                condition=models.Q(closed_at__isnull=True),
                name="team_name_once",
            )
        ]
        indexes = [models.Index(fields=["street_code", "place_code", "kind"], name="team_place_kind")]


class TeamMember(StreetRow):
    """A volunteer's time in a team."""

    team = StreetKey("teams.Team", db_index=True)
    volunteer = StreetKey("teams.Volunteer", db_index=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["street_code", "team", "volunteer"],
                condition=models.Q(left_at__isnull=True),
                name="team_member_once",
            )
        ]
