from django.db import models

from linli.kernel.ids import uuid7


class CategorySet(models.Model):
    """One version of a tenant's category tree with its limits. Published sets never change; a case keeps the one it was filed under."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(max_length=12, blank=True, help_text="whose; empty: the shipped tree")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "number"], name="category_set_number")]

    def __str__(self) -> str:
        return f"{self.prefix or 'shipped'} v{self.number}"


class Category(models.Model):
    """A kind of matter: four digits, two of them the large kind (standards.zh.md §7), with its two limits."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    set = models.ForeignKey(CategorySet, models.CASCADE, related_name="categories")
    code = models.CharField(max_length=4)
    parent_code = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=40)
    english = models.CharField(max_length=40, blank=True)
    response_limit = models.CharField(max_length=12, blank=True)
    handle_limit = models.CharField(max_length=12, blank=True)
    lead = models.CharField(max_length=40, blank=True)
    assists = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "code"], name="category_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
