"""Spans are kept for kinds of two and of four digits; registers are counted each night. What is kept follows from the cases:
`rebuild_missing` makes it anew."""

import django.contrib.postgres.fields
import linli.kernel.ids
import linli.ledger.street_row
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0006_met_too'),
    ]

    operations = [
        migrations.DeleteModel('SpanCount'),
        migrations.CreateModel(
            name='RegisterCount',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('street_code', linli.ledger.street_row.StreetCode()),
                ('place_code', models.CharField(max_length=18)),
                ('residents', models.PositiveIntegerField()),
                ('fresh', models.PositiveIntegerField()),
                ('counted_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('street_code', 'place_code'), name='register_count_place')],
            },
        ),
        migrations.CreateModel(
            name='SpanCount',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('street_code', linli.ledger.street_row.StreetCode()),
                ('place_code', models.CharField(max_length=18)),
                ('level', models.PositiveSmallIntegerField()),
                ('digits', models.PositiveSmallIntegerField(help_text='of the kind: 0 for all together, 2 or 4')),
                ('kind', models.CharField(blank=True, help_text='empty for all kinds together', max_length=4)),
                ('span', models.CharField(max_length=4)),
                ('first_on', models.DateField()),
                ('after', models.DateField()),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('took', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('level', 9)), fields=['digits', 'span', 'first_on', 'street_code'], name='span_count_street'), models.Index(condition=models.Q(('level', 12)), fields=['street_code', 'span', 'first_on'], name='span_count_community')],
            },
        ),
    ]
