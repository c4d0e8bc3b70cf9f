"""The days off and make-up days of 2024-2026, from the facts that ship with the kernel."""

from django.db import migrations

from linli.kernel.calendar_file import shipped_days


def write_shipped_days(apps, schema_editor):
    Workday = apps.get_model("teams", "Workday")
    Workday.objects.bulk_create(
        [Workday(day=day.on, is_workday=day.is_workday, name=day.name, source="国务院办公厅") for day in shipped_days()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("teams", "0001_initial")]
    operations = [migrations.RunPython(write_shipped_days, migrations.RunPython.noop, elidable=False)]
