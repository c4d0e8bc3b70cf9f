"""One post: who holds it and what can be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from linli.accounts.queries import people_for_posts
from linli.doors.role_words import ROLE_WORDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role
from linli.kernel.plain_text import clean_text
from linli.ledger.street_row import RowKey
from linli.places.queries import estates_of
from linli.places.queries.choosing import buildings_within
from linli.teams.queries.keeping import organisation_names, post_page
from linli.teams.rules import ORGANISATION_KEEPERS, PostFacts

WITH_ESTATES = frozenset({Role.PATCH_LEADER, Role.PROPERTY_FIRM})


class SearchForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("姓名或用户名"), max_length=40, required=False)


class HolderForm(forms.Form):
    user_id = forms.ChoiceField(label=gettext_lazy("选一个人"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user_id"].choices = [
            (str(one.id), " · ".join(word for word in (one.name, one.username, one.title) if word)) for one in people
        ]


class NewHolderForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=40,
        help_text=gettext_lazy("登录时用，小写字母和数字，例如姓名拼音。"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)


class PartnerForm(forms.Form):
    partner = forms.ChoiceField(label=gettext_lazy("和谁结为 AB 角"))

    def __init__(self, *args: Any, officers: tuple[PostFacts, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [
            ("", _("请选择")),
            *((str(one.id), f"{one.title} {one.holder_name}".strip()) for one in officers),
        ]


class PlacesForm(forms.Form):
    places = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, post: PostFacts, **kwargs: Any) -> None:
        if post.role in WITH_ESTATES:
            label, known, held = _("负责哪些小区"), estates_of(post.place_code[:12]), post.estate_ids
            choices = [(str(one.id), one.name) for one in known]
        else:
            label, held = _("负责哪些楼栋"), post.building_ids
            choices = buildings_within(post.place_code)
        super().__init__(*args, initial={"places": sorted(held)}, **kwargs)
        self.fields["places"].label, self.fields["places"].choices = label, choices


def names_places(post: PostFacts) -> bool:
    """Whether the post names estates or buildings."""
    return post.role in WITH_ESTATES or post.role is Role.BUILDING_CAPTAIN


@require_safe
@staff_page(roles=ORGANISATION_KEEPERS)
def post(request: StaffRequest, street: int, post_id: UUID) -> HttpResponse:
    """Six statements at most besides the frame's."""
    return show_post(request, RowKey(street, post_id))


def show_post(request: StaffRequest, key: RowKey, **refused: forms.Form) -> HttpResponse:
    """The post's page; a refused form (by its name here) is shown again with what was typed."""
    page = post_page(request.actor, key)
    words = clean_text(request.GET.get("q", ""))[:40]
    people = people_for_posts(request.actor, words) if words else []
    found: dict[str, Any] = {
        "search": SearchForm(initial={"q": words}),
        "holder": HolderForm(people=people),
        "account": NewHolderForm(),
        "partner": PartnerForm(officers=page.officers),
        "places": PlacesForm(post=page.post) if names_places(page.post) else None,
    }
    organisation = organisation_names({page.post.organisation_id} - {None})
    return request.show(
        "staff/posts/post.html",
        status=422 if refused else 200,
        page=page,
        one=page.post,
        role=ROLE_WORDS[page.post.role],
        organisation=next(iter(organisation.values()), ""),
        asked=words,
        people=people,
        may_open_accounts=request.actor.may({Role.ADMINISTRATOR}, page.post.place_code),
        forms=found | refused,
        opened=next(iter(refused), ""),
        street=key.street_code,
        community=page.post.place_code[:12] if len(page.post.place_code) >= 12 else "",
    )
