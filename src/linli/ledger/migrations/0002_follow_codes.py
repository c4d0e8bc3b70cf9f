from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FollowCode',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('street_code', models.IntegerField()),
                ('row_id', models.UUIDField()),
                ('as_id', models.UUIDField()),
                ('place_code', models.CharField(max_length=18)),
            ],
            options={
                'indexes': [models.Index(fields=['row_id'], name='follow_code_row')],
            },
        ),
    ]
