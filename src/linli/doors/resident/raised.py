"""The matter has arrived: its code, how to follow it, what happens next and when."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.cases.matter import FOLLOWED_AS
from linli.cases.queries.follow_case import FollowPage, follow_page
from linli.cases.rules.urgent_words import urgent_calls
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.people.follow_word import follow_word

from .following import remembered
from .frame import ResidentRequest, community_of, resident_page


@resident_page
def raised(request: ResidentRequest, code: str) -> HttpResponse:
    """The code in large figures, for half an hour after raising. At most nine statements."""
    return _show(request, code, "raised.html")


@resident_page
def slip(request: ResidentRequest, code: str) -> HttpResponse:
    """The same on paper, to keep beside the telephone."""
    return _show(request, code, "slip.html")


def follow_address(request: HttpRequest, code: str) -> str:
    """The whole address under which a case is followed, for a QR code or a bookmark."""
    path = reverse("resident:follow") + f"?code={code}"
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _show(request: ResidentRequest, code: str, template: str) -> HttpResponse:
    followed = remembered(request, code, FOLLOWED_AS)
    if followed is None:
        return redirect(reverse("resident:follow") + f"?code={code}")
    page = follow_page(followed)
    return request.show(
        template,
        community=community_of(page.place),
        page=page,
        code=code,
        shown_code=show_case_code(code),
        word="" if page.own.phone else follow_word(followed.as_id),
        address=follow_address(request, code),
        qr_lines=_lines(page, show_case_code(code)),
        calls=urgent_calls(page.own.body) if page.is_urgent else (),
        printed_at=clock.now(),
        back_url=reverse("resident:raised", args=[code]),
    )


def _lines(page: FollowPage, shown: str) -> list[str]:
    how = (
        _("扫码，再输入手机尾号四位，就能看到进展") if page.own.phone else _("扫码，再输入 6 位查询口令，就能看到进展")
    )
    return [_("查询码 {code}").format(code=shown), how]
