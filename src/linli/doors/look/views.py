"""The page that shows every component, and whole pages to copy the structure of."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from linli.doors.look import sample
from linli.kernel import clock


def _only_where_shown() -> None:
    """Raises `Http404` unless `DEBUG` or `LINLI_SHOW_LOOK`: a served community has no use for it."""
    if not (settings.DEBUG or getattr(settings, "LINLI_SHOW_LOOK", False)):
        raise Http404


def look(request: HttpRequest) -> HttpResponse:
    """Every component in all its states; `?elder=1` in large type."""
    _only_where_shown()
    with clock.at(sample.NOW):
        return render(request, "look/look.html", sample.components(elder=request.GET.get("elder") == "1"))


def example(request: HttpRequest, name: str) -> HttpResponse:
    """One whole page from made-up data: worklist, case, raise, follow, wall, door-cards."""
    _only_where_shown()
    if name not in sample.EXAMPLES:
        raise Http404
    with clock.at(sample.NOW):
        template = f"look/examples/{name.replace('-', '_')}.html"
        return render(request, template, sample.EXAMPLES[name](elder=request.GET.get("elder") == "1"))
