"""What the journeys of votes do at the pages, over HTTP."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.people.sealing import fingerprint
from linli.votes.models import RollEntry, Vote

HIDDEN = r'name="{}" value="([^"]+)"'


def post(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, {"key": str(uuid4()), **typed})


def done(client: Client, url: str, **typed: Any) -> Any:
    """A form that must be taken."""
    answer = post(client, url, **typed)
    assert answer.status_code == 302, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))[-1500:]
    return answer


def register(client: Client, **typed: Any) -> Vote:
    answer = done(
        client,
        reverse("staff:new_vote"),
        **{
            "opens_at": "2026-12-01T08:00",
            "closes_at": "2026-12-04T18:00",
            "most_marks": "1",
            "seats": "1",
            "quorum_percent": "0",
            "proxy_cap": "0",
            "moves_by": "two_staff",
            **typed,
        },
    )
    return Vote.public.get(code=re.search(r"/(\d{10})/", answer["Location"])[1])


def turn(neighbours, vote: Vote, to: str, first: str = "staff", second: str = "lead", **typed: Any) -> None:
    """One of the staff asks, another confirms."""
    done(neighbours.at(first), reverse("staff:turn_vote", args=[vote.code, "ask"]), to=to, **typed)
    done(neighbours.at(second), reverse("staff:turn_vote", args=[vote.code, "confirm"]), to=to)
    deliver()


def import_roll(client: Client, vote: Vote, table: str) -> None:
    """The roll's table is looked at, then taken."""
    file = io.BytesIO(table.encode("utf-8-sig"))
    file.name = "名册.csv"
    url = reverse("staff:import_roll", args=[vote.code])
    seen = client.post(url, {"file": file})
    assert seen.status_code == 200, seen.content.decode()
    text = re.search(r'name="text" hidden>(.*?)</textarea>', seen.content.decode(), re.S)[1]
    done(client, url, do="import", text=text)


def letters(client: Client, vote: Vote, count: int) -> list[str]:
    """The voting codes off the printed letters."""
    url = reverse("staff:vote_letters", args=[vote.code])
    sheet = post(client, url, first="1", last=str(count))
    assert sheet.status_code == 200
    return re.findall(r'class="qr-code">.*?<b>([A-Z0-9]{5}-[A-Z0-9]{5})</b>', sheet.content.decode(), re.S)


def open_ballot(voter: Client, vote: Vote, code: str, word: str) -> Any:
    return voter.post(reverse("resident:open_ballot", args=[vote.code]), {"code": code, "word": word})


def cast(voter: Client, vote: Vote, *marks: str) -> str:
    """Mark, look, cast; returns the receipt shown."""
    url = reverse("resident:ballot", args=[vote.code])
    page = voter.get(url).content.decode()
    hidden = {name: re.search(HIDDEN.format(name), page)[1] for name in ("key", "receipt")}
    seen = voter.post(url, {**hidden, "marks": list(marks), "go": "review"})
    assert "您选的是" in seen.content.decode()
    answer = voter.post(url, {**hidden, "marks": list(marks), "go": "cast"})
    assert answer.status_code == 200, answer.content.decode()
    return re.search(r"([A-Z0-9]{5}-[A-Z0-9]{5})", answer.content.decode())[1]


def vote_by_web(vote: Vote, code: str, word: str, *marks: str) -> str:
    """A voter with a browser of her own."""
    voter = Client()
    assert open_ballot(voter, vote, code, word).status_code == 302
    return cast(voter, vote, *marks)


def entry_of(vote: Vote, code: str) -> RollEntry:
    with acting_in(Scope.everything()):
        return RollEntry.objects.get(vote_id=vote.id, code_mark=fingerprint(code.replace("-", "")))
