"""A resident at a browser: no account, a form that can be filled in, photographs true and false."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.cases.models import Case, Entry
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import PHONE, make_categories

LAST_FOUR = PHONE[-4:]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kinds(db):
    return make_categories()


def photograph(name: str = "a.jpg", *, exif: bool = False) -> SimpleUploadedFile:
    out = io.BytesIO()
    picture = Image.new("RGB", (60, 40), (120, 160, 90))
    tags = Image.Exif()
    if exif:
        tags[0x010E] = "Huaihai Road 7"
    picture.save(out, "JPEG", exif=tags)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def raise_url(town) -> str:
    return f"/c/{town.code}/raise/"


def typed(**changed) -> dict:
    return {"key": str(uuid4()), "body": "楼道灯坏了三天", "phone": PHONE, **changed}


def send(client: Client, town, url: str = "", **changed):
    return client.post(url or raise_url(town), typed(**changed))


def code_in(answer) -> str:
    return re.search(r"/(?:raised|follow)/(\d{10})/", answer["Location"]).group(1)


def case_of(code: str) -> Case:
    with acting_in(Scope.everything()):
        return Case.objects.get(code=code)


def entries_of(case: Case) -> list[Entry]:
    with acting_in(Scope.everything()):
        return list(Entry.objects.filter(case=case).order_by("entered_at", "id"))


def follow(client: Client, case: Case, word: str = LAST_FOUR):
    return client.post("/follow/", {"code": case.code, "word": word})
