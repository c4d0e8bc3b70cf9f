"""The search for who is to hold a post."""

from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["\x00", "\x00无此人\x00"])
def test_invisible_characters_are_not_looked_for(town, signed_in, words):
    post = town.posts["officer_a"]
    answer = signed_in("admin").get(reverse("staff:post", args=[post.street_code, post.id]), {"q": words})
    assert answer.status_code == 200
