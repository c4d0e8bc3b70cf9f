"""Rows that carry their street: the shape that runs unchanged on a laptop and on a cluster (foundations.md, points 1-8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models

from linli.kernel.errors import UnscopedRead
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import prefix_range, street_of, street_range
from linli.kernel.scope import Scope

from .scoped import current_scope


class RowKey(NamedTuple):
    """What finds one street row on any size of database."""

    street_code: int
    id: UUID


class StreetCode(models.IntegerField):
    """The nine-digit street, the distribution key. Taken from `place_code` when a row is first written, never changed."""

    is_street_code = True

    def __init__(self, *args: Any, is_public: bool = False, is_append_only: bool = False, **options: Any) -> None:
        self.is_public = is_public
        self.is_append_only = is_append_only
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple:
        name, path, args, options = super().deconstruct()
        marks = {"is_public": self.is_public, "is_append_only": self.is_append_only}
        return name, path, args, options | {mark: True for mark, there in marks.items() if there}

    def pre_save(self, model_instance: models.Model, add: bool) -> int:
        if getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, street_of(model_instance.place_code))
        return getattr(model_instance, self.attname)


class StreetKey(models.ForeignKey):
    """A foreign key between street rows: joins on the street too, and leaves no accessor on the other side."""

    joins_on_street = True

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options["related_name"] = "+"
        options.setdefault("db_index", False)
        super().__init__(to, on_delete, **options)

    def get_joining_fields(self, reverse_join: bool = False) -> tuple:
        ours, theirs = self.model._meta.get_field("street_code"), self.remote_field.model._meta.get_field("street_code")
        street = (theirs, ours) if reverse_join else (ours, theirs)
        return (street, *super().get_joining_fields(reverse_join))

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, int]:
        return {"street_code": instance.street_code}


class ScopedManager(models.Manager):
    """Reads only within the scope of the transaction; outside `acting_in` it raises `UnscopedRead`."""

    def get_queryset(self) -> models.QuerySet:
        scope = current_scope()
        if scope is None:
            raise UnscopedRead(f"{self.model.__name__} was read outside acting_in(scope)")
        return within(super().get_queryset(), scope)


def within(rows: models.QuerySet, scope: Scope) -> models.QuerySet:
    """The rows of a street-row queryset that lie in the scope: by street first, by place where the prefix is longer."""
    if scope.is_everything:
        return rows
    condition = models.Q(pk__in=[])
    for prefix in scope.prefixes:
        condition |= scope_condition(prefix)
    return rows.filter(condition)


def scope_condition(prefix: str) -> models.Q:
    """The rows of one jurisdiction, as ranges that a plain b-tree serves under any collation."""
    low, high = street_range(prefix)
    street = models.Q(street_code=low) if low == high else models.Q(street_code__gte=low, street_code__lte=high)
    if len(prefix) <= 9:
        return street
    first, beyond = prefix_range(prefix)
    return street & models.Q(place_code__gte=first, place_code__lt=beyond)


class StreetRow(models.Model):
    """The base of every domain row. `place_code` is the place it belongs to; its prefixes are the row's jurisdictions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    street_code = StreetCode()
    place_code = models.CharField(max_length=18)

    objects = ScopedManager()

    class Meta:
        abstract = True

    @property
    def key(self) -> RowKey:
        return RowKey(self.street_code, self.id)

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        values = [value for value in values if value[0].attname != "street_code"]
        base_qs = base_qs.filter(street_code=self.street_code)
        return super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.id}"


class PublicRow(StreetRow):
    """A street row whose facts hang on every notice board: the names of places, who holds which post.

    `public` reads it from anywhere, within a scope or without one, so that a page shows the name of a place wider than the
    reader's own. `objects` and every change keep to the scope as with any other row.
    """

    street_code = StreetCode(is_public=True)

    objects = ScopedManager()
    public = models.Manager()

    class Meta:
        abstract = True


class AppendOnlyRow(StreetRow):
    """A street row that is written once. The database refuses the application to change or remove it (project/database/schema.py)."""

    street_code = StreetCode(is_append_only=True)

    class Meta:
        abstract = True


def streets_of(model: type[StreetRow]) -> Iterator[int]:
    """The streets that have rows of a model, in order, within the scope in force. One statement a street, each a step in the primary
    key, however many rows there are."""
    street = -1
    while True:
        rows = (
            model.objects.filter(street_code__gt=street).order_by("street_code").values_list("street_code", flat=True)
        )
        found = rows.first()
        if found is None:
            return
        street = found
        yield street
