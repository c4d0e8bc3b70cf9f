from django.db import models

from linli.kernel.actor import Role
from linli.ledger.street_row import PublicRow


class Post(PublicRow):
    """A post somebody holds: role, the place it answers for, and for some the organisation. Cases go to posts, not to people,
    so that work stays when a person leaves.

    `partner_id` is the AB partner's post. A captain's post names the buildings it answers for, a 片长's its estates.
    """

    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role if role is not Role.WALL])
    title = models.CharField(max_length=60)
    holder_id = models.UUIDField(null=True, help_text="the user who holds it now")
    holder_name = models.CharField(max_length=40, blank=True)
    organisation_id = models.UUIDField(null=True)
    partner_id = models.UUIDField(null=True)
    estate_ids = models.JSONField(default=list)
    building_ids = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["street_code", "place_code", "role"], name="post_place_role"),
            models.Index(fields=["holder_id"], name="post_holder"),
            models.Index(fields=["id"], name="post_id"),
        ]
