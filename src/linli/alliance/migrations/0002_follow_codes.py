from django.db import migrations


class Migration(migrations.Migration):
    """The codes of wishes and claims go to the one table of codes; a code that a case has by chance is left to the case."""

    dependencies = [
        ('alliance', '0001_initial'),
        ('cases', '0004_follow_codes'),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO ledger_followcode (code, kind, street_code, row_id, as_id, place_code)"
            " SELECT code, 'wish', street_code, wish_id, COALESCE(claim_id, wish_id), place_code FROM alliance_wishcode"
            " ON CONFLICT (code) DO NOTHING",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name='WishCode'),
    ]
