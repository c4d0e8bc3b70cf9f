from django.db import models

from linli.kernel.actor import Grant as HeldGrant
from linli.kernel.actor import Role
from linli.kernel.ids import uuid7


class Grant(models.Model):
    """One role of a user in one jurisdiction, for some roles on behalf of an organisation. Revoked, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="grants")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    prefix = models.CharField(max_length=18)
    organisation_id = models.UUIDField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "prefix", "organisation_id"],
                condition=models.Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_live_grant",
            )
        ]
        indexes = [models.Index(fields=["prefix", "role"], name="grant_prefix_role")]

    @property
    def held(self) -> HeldGrant:
        """The grant as the kernel's actor holds it."""
        return HeldGrant(Role(self.role), self.prefix, self.organisation_id)

    def __str__(self) -> str:
        return f"{self.role} {self.prefix}"
