"""Tables of street rows: key (street_code, id), composite foreign keys, row-level security. Nobody can forget them."""

from __future__ import annotations

from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as PostgresSchemaEditor

_SCOPE = "(SELECT current_setting('linli.scope', true))"
_WITHIN = f"{_SCOPE} = '*' OR place_code ^@ ANY (string_to_array({_SCOPE}, ','))"


def is_street_row(model) -> bool:
    """Whether the (possibly historical) model keeps its rows with a street.

    Fields are asked by a mark, not by class: models cannot be imported before the connection exists.
    """
    return any(getattr(field, "is_street_code", False) for field in model._meta.local_fields)


def is_public_row(model) -> bool:
    """Whether anybody may read the rows: names of places, posts."""
    return any(getattr(field, "is_public", False) for field in model._meta.local_fields)


def is_append_only_row(model) -> bool:
    """Whether a row, once written, stays as it is."""
    return any(getattr(field, "is_append_only", False) for field in model._meta.local_fields)


class DatabaseSchemaEditor(PostgresSchemaEditor):
    def column_sql(self, model, field, include_default=False):
        definition, params = super().column_sql(model, field, include_default)
        if definition and field.primary_key and is_street_row(model):
            definition = definition.replace(" PRIMARY KEY", "")
        return definition, params

    def table_sql(self, model):
        sql, params = super().table_sql(model)
        if is_street_row(model):
            name = self.quote_name(self._create_index_name(model._meta.db_table, ["street_code", "id"], suffix="_pk"))
            sql = sql.rstrip()[:-1] + f', CONSTRAINT {name} PRIMARY KEY ("street_code", "id"))'
        return sql, params

    def create_model(self, model):
        super().create_model(model)
        if is_street_row(model):
            table = self.quote_name(model._meta.db_table)
            self.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
            readable = "true" if is_public_row(model) else _WITHIN
            self.execute(f"CREATE POLICY linli_read ON {table} FOR SELECT USING ({readable})")
            changeable = "false" if is_append_only_row(model) else _WITHIN
            self.execute(f"CREATE POLICY linli_change ON {table} FOR UPDATE USING ({changeable}) WITH CHECK (true)")
            self.execute(f"CREATE POLICY linli_remove ON {table} FOR DELETE USING ({changeable})")
            # A deed may leave a row for somebody wider than itself (a notice, an audit line); it cannot read it back.
            self.execute(f"CREATE POLICY linli_add ON {table} FOR INSERT WITH CHECK (true)")
            if is_append_only_row(model):
                # The policies alone would pass over a change in silence; without the privilege it is refused aloud. Foreign
                # keys are checked with a lock, which asks for the privilege on some column.
                self.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER")
                self.execute(f"GRANT UPDATE (street_code) ON {table} TO CURRENT_USER")

    def add_field(self, model, field):
        if not getattr(field, "joins_on_street", False):
            return super().add_field(model, field)
        inline = self.sql_create_column_inline_fk
        self.sql_create_column_inline_fk = None
        try:
            return super().add_field(model, field)
        finally:
            self.sql_create_column_inline_fk = inline

    def _create_fk_sql(self, model, field, suffix):
        if not getattr(field, "joins_on_street", False):
            return super()._create_fk_sql(model, field, suffix)
        target = field.target_field.model._meta.db_table
        return Statement(
            self.sql_create_fk,
            table=Table(model._meta.db_table, self.quote_name),
            name=self._fk_constraint_name(model, field, suffix),
            column=Columns(model._meta.db_table, ["street_code", field.column], self.quote_name),
            to_table=Table(target, self.quote_name),
            to_column=Columns(target, ["street_code", field.target_field.column], self.quote_name),
            deferrable=self.connection.ops.deferrable_sql(),
        )
