"""Every question an address answers to and every field of every form, given each kind of nonsense in turn. Nothing is drawn by lot: which
questions a page answers is learned from what its view asks of the request."""

from __future__ import annotations

from random import Random
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tests.doors.permission_matrix import HOLDERS, LINES

from . import hostile_town
from .hostile import forms_in
from .hostile_town import addresses, come_as
from .judge import Judge
from .test_hostile_requests import _is_this, town, undone  # noqa: F401

pytestmark = pytest.mark.django_db

NONSENSE = (
    "a\x00b",
    "0001-01-01",
    "9999-12-31",
    "9" * 40,
    "1e400",
    "\ufffd٣²",
    "00000000-0000-0000-0000-000000000000",
    "[" * 3000,
)
ALONE = ("a\x00b", "9999-12-31")
VISITORS = ("resident", "staff", "admin")
"""Each address is asked by the first of them to whom it is open: residents, the community's staff, who keeps the platform."""


class _Listening:
    """Notes the names that are asked of any request's query while it listens."""

    def __init__(self, monkeypatch) -> None:
        self.names: set[str] = set()
        for reading in ("__getitem__", "getlist", "__contains__"):
            monkeypatch.setattr(QueryDict, reading, self._noting(getattr(MultiValueDict, reading)), raising=False)
        monkeypatch.setattr(QueryDict, "get", self._noting(MultiValueDict.get), raising=False)

    def _noting(self, reading):
        def read(query, name, *more):
            if isinstance(name, str):
                self.names.add(name)
            return reading(query, name, *more)

        return read


def holders(name: str) -> set[str]:
    """To whom an address behind the sign-in is open."""
    roles = LINES[name].roles
    return set(VISITORS) if roles is None else {HOLDERS[role] for role in roles if role in HOLDERS}


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_question_and_no_field_breaks_a_page(town, visitor, caplog, monkeypatch):  # noqa: F811
    monkeypatch.setattr(hostile_town, "SKIPPED", 0)
    judge, client, heard, seen = Judge(visitor, caplog), come_as(town, visitor), _Listening(monkeypatch), set()
    for name, address in addresses(town, visitor, Random("every parameter")):
        if (
            name == "staff:sign_out"
            or (name in LINES) == (visitor == "resident")
            or (visitor == "admin" and "staff" in holders(name))
        ):
            continue
        heard.names.clear()
        with undone():
            answer = client.get(address)
            page = judge.look(answer, f"GET {address}")
        if answer.status_code in (403, 404, 405) or answer.get("Location", "").startswith("/staff/sign-in/"):
            continue
        forms = forms_in(page, address) if answer.get("Content-Type", "").startswith("text/html") else []
        asked = heard.names | {one for form in forms if form.method == "get" for one in form.fields}
        asked -= {"csrfmiddlewaretoken"}
        asking = [(tuple(sorted(asked)), spoilt) for spoilt in NONSENSE]
        asking += [((one,), spoilt) for one in sorted(asked) for spoilt in ALONE]
        for names, spoilt in asking if asked and name not in seen else ():
            with undone():
                query = dict.fromkeys(names, spoilt)
                judge.look(client.get(address, query), f"GET {address}?", query)
        seen.add(name)
        for form in forms:
            if (
                form.method != "post"
                or not (form.action == address or _is_this(form.action, address))
                or form.action in seen
            ):
                continue
            seen.add(form.action)
            for one in form.fields:
                for spoilt in ALONE:
                    with undone():
                        body = {**form.fields, "key": str(uuid4()), one: spoilt}
                        judge.look(client.post(form.action, body), f"POST {form.action}", body)
    cache.clear()
    assert not judge.wrong, "\n".join(f"{key}\n      {value}" for key, value in sorted(judge.wrong.items()))
