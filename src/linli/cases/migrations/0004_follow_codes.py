from django.db import migrations


class Migration(migrations.Migration):
    """The codes of cases go to the one table of codes; every card and slip given out stays good."""

    dependencies = [
        ('cases', '0003_triage'),
        ('ledger', '0002_follow_codes'),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO ledger_followcode (code, kind, street_code, row_id, as_id, place_code)"
            " SELECT code, 'case', street_code, case_id, case_id, place_code FROM cases_casecode",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name='CaseCode'),
    ]
