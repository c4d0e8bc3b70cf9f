"""Load the shipped category tree (standards.zh.md §7) as the set everybody starts with."""

from django.db import migrations
from django.utils import timezone

from linli.cases.rules.categories import shipped_categories


def load(apps, schema_editor):
    made = apps.get_model("cases", "CategorySet").objects.create(
        prefix="", number=1, note="出厂类别与时限", published_at=timezone.now()
    )
    category = apps.get_model("cases", "Category")
    category.objects.bulk_create(
        category(
            set=made,
            code=row.code,
            parent_code=row.parent or "",
            name=row.name,
            english=row.english or "",
            response_limit=str(row.response or ""),
            handle_limit=str(row.handle or ""),
            lead=row.lead or "",
            assists=row.assists or "",
        )
        for row in shipped_categories()
    )


def unload(apps, schema_editor):
    apps.get_model("cases", "CategorySet").objects.filter(prefix="", number=1).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(load, unload)]
