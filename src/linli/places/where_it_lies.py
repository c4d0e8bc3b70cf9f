"""Expressions by which the database finds what lies in a piece of ground; the indexes of the models are made of them."""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import Func


class HouseTile(Func):
    """The number of the house tile a building stands in (`rules.tiles.key_of`), of its longitude and latitude, which it must have."""

    function = None
    output_field = models.IntegerField()

    def __init__(self, longitude: str = "longitude", latitude: str = "latitude") -> None:
        super().__init__(_Column(longitude), _Row(latitude))

    def as_sql(self, compiler, connection, **more):
        (x, given_x), (y, given_y) = (compiler.compile(part) for part in self.source_expressions)
        return f"({x} * 32768 + {y})", (*given_x, *given_y)


class _Column(Func):
    output_field = models.IntegerField()
    template = "floor((least(180, greatest(-180, %(expressions)s)) + 180) / 360 * 32768)::int"


class _Row(Func):
    output_field = models.IntegerField()
    template = (
        "floor((1 - ln(tan(radians(least(85, greatest(-85, %(expressions)s))))"
        " + 1 / cos(radians(least(85, greatest(-85, %(expressions)s))))) / pi()) / 2 * 32768)::int"
    )


class GroundBox(Func):
    """The box of a row as PostgreSQL's own `box`, which an index finds by what it touches."""

    output_field = models.Field()

    def __init__(self) -> None:
        super().__init__(_Corner("west", "south"), _Corner("east", "north"))

    def as_sql(self, compiler, connection, **more):
        (low, given_low), (high, given_high) = (compiler.compile(part) for part in self.source_expressions)
        return f"box({low}, {high})", (*given_low, *given_high)


class _Corner(Func):
    output_field = models.Field()
    function = "point"
