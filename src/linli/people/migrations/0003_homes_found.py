
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_home_registers'),
        ('places', '0005_facilities_and_circle'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['street_code', 'dwelling'], name='household_dwelling'),
        ),
        migrations.AddIndex(
            model_name='resident',
            index=models.Index(fields=['street_code', 'household'], name='resident_household'),
        ),
    ]
