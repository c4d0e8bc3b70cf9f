"""Counts by half-month and by kind beside those by day, and how a street reckons its rates. What is kept follows from the
cases: `rebuild_missing` makes it anew."""

import django.contrib.postgres.fields
import linli.kernel.ids
import linli.ledger.street_row
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('insight', '0004_kept_counts'),
    ]

    operations = [
        migrations.DeleteModel('DayCount'),
        migrations.DeleteModel('CaseCount'),
        migrations.CreateModel(
            name='CaseCount',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('street_code', linli.ledger.street_row.StreetCode()),
                ('place_code', models.CharField(max_length=18)),
                ('kind', models.CharField(blank=True, max_length=4)),
                ('spot', models.CharField(help_text='building, else estate, else grid: the same place', max_length=36, null=True)),
                ('days', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(null=True), size=None)),
                ('turns', models.JSONField(default=list, help_text="[mark of rules.marks.OFTEN, day, the same mark's day before]")),
                ('first_on', models.DateField(help_text='the first of all its days')),
                ('last_on', models.DateField(help_text='the last of all its days')),
                ('done_at', models.DateTimeField(null=True)),
                ('took', models.DurationField(help_text='from filing to the result, nights and holidays included', null=True)),
                ('late_from', models.DateTimeField(help_text='the deadline, while somebody owes the result', null=True)),
                ('ripens_at', models.DateTimeField(help_text='when time alone changes what it adds', null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['id'], name='case_count_case'), models.Index(fields=['street_code', 'kind', 'spot'], name='case_count_spot'), models.Index(fields=['street_code', 'place_code', 'last_on', 'first_on'], name='case_count_place'), models.Index(condition=models.Q(('late_from__isnull', False)), fields=['late_from', 'street_code', 'place_code'], name='case_count_late'), models.Index(condition=models.Q(('ripens_at__isnull', False)), fields=['ripens_at'], name='case_count_ripens')],
            },
        ),
        migrations.CreateModel(
            name='RateTerms',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place_code', models.CharField(max_length=18)),
                ('street_code', linli.ledger.street_row.StreetCode(is_public=True)),
                ('response_weight', models.DecimalField(decimal_places=2, max_digits=4)),
                ('resolve_weight', models.DecimalField(decimal_places=2, max_digits=4)),
                ('satisfy_weight', models.DecimalField(decimal_places=2, max_digits=4)),
                ('basically_counts', models.DecimalField(decimal_places=2, max_digits=4)),
                ('whistle_low', models.DecimalField(decimal_places=4, max_digits=5)),
                ('whistle_high', models.DecimalField(decimal_places=4, max_digits=5)),
                ('reason', models.CharField(max_length=200)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.UUIDField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('street_code', 'place_code'), name='rate_terms_place'), models.CheckConstraint(condition=models.Q(('whistle_high__lte', 1), ('whistle_low__gte', 0), ('whistle_low__lt', models.F('whistle_high'))), name='rate_terms_band')],
            },
        ),
        migrations.CreateModel(
            name='SpanCount',
            fields=[
                ('id', models.UUIDField(default=linli.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('street_code', linli.ledger.street_row.StreetCode()),
                ('place_code', models.CharField(max_length=18)),
                ('level', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(blank=True, help_text='empty for all kinds together', max_length=4)),
                ('span', models.CharField(max_length=4)),
                ('first_on', models.DateField()),
                ('after', models.DateField()),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('took', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, size=None)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('kind', ''), ('level', 9)), fields=['span', 'first_on', 'street_code'], name='span_count_street'), models.Index(condition=models.Q(('kind', ''), _negated=True), fields=['span', 'first_on', 'street_code'], name='span_count_kind'), models.Index(condition=models.Q(('level', 12)), fields=['street_code', 'span', 'first_on'], name='span_count_community')],
            },
        ),
    ]
