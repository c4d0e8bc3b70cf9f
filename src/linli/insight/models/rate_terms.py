from django.db import models

from linli.ledger.street_row import PublicRow


class RateTerms(PublicRow):
    """How a street, or a county for those of its streets that have not decided, reckons its rates (standards.zh.md §9): the weights
    of the three-rate score, what 基本满意 counts, and within which band the whistle rate is usual. Public, as the rates on
    the wall are."""

    response_weight = models.DecimalField(max_digits=4, decimal_places=2)
    resolve_weight = models.DecimalField(max_digits=4, decimal_places=2)
    satisfy_weight = models.DecimalField(max_digits=4, decimal_places=2)
    basically_counts = models.DecimalField(max_digits=4, decimal_places=2)
    whistle_low = models.DecimalField(max_digits=5, decimal_places=4)
    whistle_high = models.DecimalField(max_digits=5, decimal_places=4)
    reason = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["street_code", "place_code"], name="rate_terms_place"),
            models.CheckConstraint(
                condition=models.Q(whistle_low__gte=0, whistle_low__lt=models.F("whistle_high"), whistle_high__lte=1),
                name="rate_terms_band",
            ),
        ]
