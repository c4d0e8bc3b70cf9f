"""The page of a case for whoever raised it, opened by its code."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase

from linli.cases.matter import FOLLOWED_AS
from linli.cases.queries.follow_case import follow_page, followed_photograph
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import NotFound

from .following import ask_again, remembered
from .frame import ResidentRequest, community_of, resident_page
from .reporter_forms import shown_deeds
from .turn_words import next_sentence, story_of


@resident_page
def follow_case(request: ResidentRequest, code: str) -> HttpResponse:
    """The page of an opened case. At most ten statements."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    page = follow_page(followed)
    return request.show(
        "follow_case.html",
        community=community_of(page.place),
        page=page,
        code=code,
        shown_code=show_case_code(code),
        sentence=next_sentence(page),
        story=story_of(page),
        deeds=shown_deeds(page),
    )


@resident_page
def photograph(request: ResidentRequest, code: str, id: object) -> HttpResponseBase:
    """A photograph of an opened case. At most six statements; 404 for whoever has not opened the case."""
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        raise NotFound("photograph")
    path = followed_photograph(followed, id)
    if not path.is_file():
        raise Http404("photograph")
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=1800"
    return response
