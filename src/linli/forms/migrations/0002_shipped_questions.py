from django.db import migrations

from linli.forms.rules.shipped import shipped_questions
from linli.kernel import clock


def load(apps, schema_editor):
    """Write the shipped bank; every question begins with version 1."""
    question = apps.get_model("forms", "Question")
    question.objects.bulk_create(
        [
            question(
                code=one.code,
                theme=one.theme.value,
                stages=one.stages,
                position=one.position,
                kind=one.wording.kind.value,
                text=one.wording.text,
                options=[list(pair) for pair in one.wording.options],
                unit=one.wording.unit,
                low=one.wording.low,
                high=one.wording.high,
                written_at=clock.now(),
            )
            for one in shipped_questions()
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
