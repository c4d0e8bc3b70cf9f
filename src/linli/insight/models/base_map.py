from django.db import models

from linli.kernel.ids import uuid7
from linli.people.sealed import SealedField


class BaseMap(models.Model):
    """The base map a jurisdiction lays under its maps: somebody else's tiles, off unless turned on; the longest matching prefix counts.

    `template` has `{z}`, `{x}`, `{y}` and, where the source wants one, `{key}`; `names` is a second layer of the same host. `review` is its 审图号.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(max_length=9, unique=True)
    is_on = models.BooleanField(default=False)
    template = models.CharField(max_length=300, blank=True)
    names = models.CharField(max_length=300, blank=True)
    secret = SealedField("text")
    source = models.CharField(max_length=40, blank=True)
    review = models.CharField(max_length=30, blank=True)
    deepest = models.PositiveSmallIntegerField(default=18, help_text="the last zoom its server has pictures of")
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.prefix or 'everywhere'} {'on' if self.is_on else 'off'}"
