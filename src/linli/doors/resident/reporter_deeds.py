"""One deed of the person who raised a matter: supplement, rate, reopen, urge, appeal, withdraw."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.cases.actions.move_case import move_case
from linli.cases.matter import FOLLOWED_AS
from linli.cases.queries.follow_case import case_acted_on, follow_page
from linli.cases.rules import Deed
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_into
from linli.doors.uploads import Uploads, read_uploads
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.ledger.follow_codes import Followed

from .following import ask_again, remembered
from .frame import ResidentRequest, community_of, resident_page
from .keyed_form import as_sent
from .reporter_forms import BY_NAME, REPORTER_DEEDS, DeedForm

MOST_A_DAY = {Deed.URGE: 3, Deed.SUPPLEMENT: 30}
"""How often in a day one case may be urged and added to: enough for anybody, too little to bury those who read it."""


@resident_page
def reporter_deed(request: ResidentRequest, code: str, name: str) -> HttpResponse:
    """The deed's own page, and the deed. At most ten statements to show it."""
    if name not in BY_NAME:
        raise Http404(name)
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return ask_again(request, code)
    deed = BY_NAME[name]
    offer = REPORTER_DEEDS[deed]
    if request.method != "POST":
        return _show(request, followed, deed, offer.form(initial={"key": uuid4()}))
    form = as_sent(offer.form, request.POST)
    uploads = read_uploads(request) if "photographs" in form.fields else Uploads()
    if form.is_valid() and _is_too_often(followed, deed):
        form.add_error(None, _often_enough(deed))
        return _show(request, followed, deed, form, uploads, status=422 if request.htmx else 429)
    if form.is_valid():
        with refused_into(form):
            _do(request, followed, deed, form, uploads)
            messages.success(request, str(offer.done))
            for sentence in uploads.refused:
                messages.warning(request, sentence)
            return redirect("resident:follow_case", code)
    return _show(request, followed, deed, form, uploads, status=422)


def _do(request: ResidentRequest, followed: Followed, deed: Deed, form: DeedForm, uploads: Uploads) -> None:
    case, place_code = case_acted_on(followed)
    move_case(
        actor=reporter(followed.as_id, place_code, client_ip(request)),
        key=form.cleaned_data["key"],
        case=case,
        deed_done=deed,
        given=form.given(),
        photographs=tuple(uploads.photographs),
    )
    if deed in MOST_A_DAY:
        note_attempt(f"reporter.{deed.value}", str(followed.row.id))


def _is_too_often(followed: Followed, deed: Deed) -> bool:
    if deed not in MOST_A_DAY:
        return False
    try:
        check_attempts(f"reporter.{deed.value}", str(followed.row.id), limit=MOST_A_DAY[deed], minutes=24 * 60)
    except TooMany:
        return True
    return False


def _often_enough(deed: Deed) -> str:
    if deed is Deed.URGE:
        return _("今天已经催过几次，负责的人都收到了。有新情况请用“补充情况”告诉他们。")
    return _("今天补充的次数很多了，都已收到。明天可以再补充；急事请直接打社区电话。")


def _show(
    request: ResidentRequest,
    followed: Followed,
    deed: Deed,
    form: DeedForm,
    uploads: Uploads | None = None,
    status: int = 200,
) -> HttpResponse:
    page = follow_page(followed)
    uploads = uploads or Uploads()
    open_now = any(one.deed is deed and one.why_not is None for one in page.deeds)
    return request.show(
        "reporter_deed.html",
        community=community_of(page.place),
        status=status,
        page=page,
        code=followed.code,
        shown_code=show_case_code(followed.code),
        offer=REPORTER_DEEDS[deed],
        form=form,
        open_now=open_now,
        kept=uploads.set_aside(),
        refused=uploads.refused,
    )
