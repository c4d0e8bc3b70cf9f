"""The people of the journeys, each at a browser of their own, through the public doors alone."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.models import Case
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import make_categories
from tests.doors.conftest import signed_in_as, town  # noqa: F401

PHONE = "13900005678"


class Neighbourhood:
    """The town with everybody signed in where they need to be; speaks HTTP and nothing else."""

    def __init__(self, place: Any, sign_in: Any) -> None:
        self.town = place
        self._sign_in = sign_in
        self._clients: dict[str, Client] = {}

    def at(self, name: str) -> Client:
        """The browser of a member of staff."""
        if name not in self._clients:
            self._clients[name] = self._sign_in(name)
        return self._clients[name]

    def leave(self) -> None:
        """Everybody closes the browser: days later they sign in again."""
        self._clients.clear()

    def raise_at(self, url: str, resident: Client, body: str, phone: str = PHONE) -> str:
        """A resident sends the form at `url`; returns the case code of the page that follows."""
        answer = resident.post(url, {"key": str(uuid4()), "body": body, "phone": phone})
        assert answer.status_code == 302, answer.content.decode()
        return re.search(r"/(\d{10})/", answer["Location"]).group(1)

    def register(self, name: str, **typed: Any) -> str:
        """Somebody of the staff fills in the quick entry; returns the case code shown."""
        answer = self.at(name).post(
            reverse("staff:quick_entry"), {"key": str(uuid4()), "step": "raise", **typed}, follow=True
        )
        assert answer.status_code == 200, answer.content.decode()
        with acting_in(Scope.everything()):
            case = Case.objects.order_by("-id").first()
        assert case.code[:4] in answer.content.decode()
        return case.code

    def do(self, name: str, code: str, deed: Deed, **typed: Any) -> None:
        """One deed by its form; the form must be on offer and be taken."""
        url = reverse("staff:case_deed", args=[code, deed.value])
        answer = self.at(name).post(url, {"key": str(uuid4()), **typed})
        assert answer.status_code == 302, answer.content.decode()
        deliver()

    def page(self, name: str, code: str) -> str:
        """What a member of staff reads on the case's page."""
        answer = self.at(name).get(reverse("staff:case", args=[code]))
        assert answer.status_code == 200
        return answer.content.decode()

    def notices(self, name: str) -> str:
        """What somebody's own list of notices says."""
        deliver()
        return self.at(name).get(reverse("staff:notices")).content.decode()

    def follow(self, resident: Client, code: str, phone: str = PHONE) -> str:
        """The case's page as the person who raised it reads it, by code and last four digits."""
        resident.post("/follow/", {"code": code, "word": phone[-4:]})
        answer = resident.get(f"/follow/{code}/")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def answer(self, resident: Client, code: str, deed: str, **typed: Any) -> None:
        """The reporter's own deed from the page of the case."""
        answer = resident.post(f"/follow/{code}/{deed}/", {"key": str(uuid4()), **typed})
        assert answer.status_code == 302, answer.content.decode()
        deliver()

    def indicator(self, name: str, label: str, place: str = "") -> dict[str, list[str]]:
        """An indicator of today as somebody reads it: the codes of the cases that its numerator and its denominator open. What a
        number says and what it opens must be as many."""
        deliver()
        today = clock.today().isoformat()
        page = self.at(name).get(reverse("centre:indicators"), {"place": place, "from": today, "to": today})
        row = re.search(rf'<td class="lead">{label}<small>.*?</tr>', page.content.decode(), re.S)
        assert row, f"{label} is not on the page"
        found = {}
        for part, word in (("numerator", "分子"), ("denominator", "分母")):
            cell = re.search(rf'data-label="{word}">(?:<a href="([^"]+)">)?([^<]+)', row[0])
            rows = self.at(name).get(unescape(cell[1])).content.decode() if cell[1] else ""
            found[part] = re.findall(r'href="[^"]*/staff/cases/(\d{10})/"', rows)
            assert len(found[part]) == int(cell[2]), (label, part, cell[2])
        return found

    def case(self, code: str) -> Case:
        with acting_in(Scope.everything()):
            return Case.objects.get(code=code)


@pytest.fixture
def neighbours(town, signed_in_as, settings, tmp_path) -> Neighbourhood:  # noqa: F811
    settings.MEDIA_ROOT = tmp_path
    make_categories()
    return Neighbourhood(town, signed_in_as)
