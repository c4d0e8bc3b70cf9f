"""The connection: PostgreSQL's own, with our schema editor and one feature turned off."""

from django.db.backends.postgresql import base
from django.db.backends.postgresql.features import DatabaseFeatures as PostgresFeatures

from .schema import DatabaseSchemaEditor


class DatabaseFeatures(PostgresFeatures):
    def allows_group_by_selected_pks_on_model(self, model):
        """Never: once the key is (street_code, id), `GROUP BY id` no longer covers the other columns."""
        return False


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    SchemaEditorClass = DatabaseSchemaEditor
