from django.db import models

from linli.kernel.ids import uuid7


class Organisation(models.Model):
    """A department, property firm, public utility or another unit of a community's alliance. A reference table; `prefix` is where it works."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "职能部门"
        PROPERTY_FIRM = "property_firm", "物业公司"
        UTILITY = "utility", "公用企业"
        COMMITTEE = "committee", "社区组织"
        ORGAN = "organ", "机关事业单位"
        ENTERPRISE = "enterprise", "企业商户"
        SOCIAL = "social", "社会组织"
        PARTY_BRANCH = "party_branch", "网格党支部"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    prefix = models.CharField(max_length=18)
    phone = models.CharField(max_length=20, blank=True, help_text="the public duty telephone")
    grid_codes = models.JSONField(default=list, help_text="the grids a party branch is built on")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "name"], name="organisation_name")]

    def __str__(self) -> str:
        return self.name
