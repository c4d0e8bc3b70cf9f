"""Who answers for what: the posts of a community and above, place by place."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.role_words import ROLE_WORDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.teams.queries.keeping import managed_communities, organisation_names, posts_by_place
from linli.teams.rules import ORGANISATION_KEEPERS, managers_of


class CommunityChooser(forms.Form):
    """Which community's posts to show, as `?in=`."""

    def __init__(self, communities: list[tuple[str, str]], chosen: str) -> None:
        super().__init__(initial={"in": chosen})
        self.fields["in"] = forms.ChoiceField(label=_("社区"), choices=communities)


def chosen_community(request: StaffRequest, communities: list[tuple[str, str]]) -> str:
    """The community asked for (`?in=`), else the first; empty when there is none. Raises `NotFound` for another's."""
    asked = request.GET.get("in", "") or request.POST.get("in", "")
    if asked and asked not in dict(communities):
        raise NotFound("place", asked[:20])
    return asked or (communities[0][0] if communities else "")


@require_safe
@staff_page(roles=ORGANISATION_KEEPERS)
def posts(request: StaffRequest) -> HttpResponse:
    """Five statements besides the frame's."""
    communities = managed_communities(request.actor)
    community = chosen_community(request, communities)
    places = posts_by_place(community) if community else []
    names = organisation_names({one.organisation_id for place in places for one in place.posts} - {None})
    return request.show(
        "staff/posts/posts.html",
        communities=communities,
        community=community,
        chooser=CommunityChooser(communities, community),
        places=[
            (
                place.name,
                [
                    (
                        one,
                        ROLE_WORDS[one.role],
                        names.get(one.organisation_id, ""),
                        request.actor.may(managers_of(one.role), one.place_code),
                    )
                    for one in place.posts
                ],
            )
            for place in places
        ],
    )
