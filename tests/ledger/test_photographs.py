"""Photographs: upright, small, and without a word about where and when they were taken."""

import io
import struct
import zlib

import pytest
from PIL import Image

from linli.kernel import clock
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment
from linli.ledger.photographs import LONGEST_SIDE, MAX_BYTES, keep_photographs, read_photograph
from linli.ledger.scoped import acting_in

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def taken(size=(80, 40), kind="JPEG", orientation=1, gps=True) -> bytes:
    """A picture whose left half is red, as a telephone would write it."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[MAKER] = "Telephone of Wang"
    exif[ORIENTATION] = orientation
    if gps:
        exif.get_ifd(GPS).update({1: "N", 2: (30.0, 39.0, 36.0), 3: "E", 4: (117.0, 28.0, 48.0)})
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def opened(photograph) -> Image.Image:
    return Image.open(io.BytesIO(photograph.jpeg))


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as refusal:
        read_photograph(data)
    assert refusal.value.field == "photographs"
    return refusal.value.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_about_place_time_or_telephone_stays_in_a_photograph(kind):
    data = taken(kind=kind)
    assert b"Telephone of Wang" in data
    clean = read_photograph(data)
    assert not opened(clean).getexif()
    assert b"Telephone" not in clean.jpeg
    assert b"Exif" not in clean.jpeg


def test_bytes_hidden_behind_a_photograph_are_left_out():
    assert b"smuggled" not in read_photograph(taken() + b"smuggled" * 100).jpeg


@pytest.mark.parametrize(("orientation", "red_corner"), [(1, (5, 5)), (3, (75, 5)), (6, (5, 5)), (8, (5, 75))])
def test_a_photograph_is_turned_upright(orientation, red_corner):
    upright = opened(read_photograph(taken(orientation=orientation)))
    assert upright.size == ((80, 40) if orientation in (1, 3) else (40, 80))
    red, green, blue = upright.getpixel(red_corner)
    assert red > 200
    assert green < 80
    assert blue < 80


def test_a_large_photograph_is_made_smaller_and_keeps_its_shape():
    clean = read_photograph(taken(size=(4000, 1000), gps=False))
    assert (clean.width, clean.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_a_transparent_picture_becomes_a_photograph_too():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert read_photograph(out.getvalue()).width == 10


def test_what_is_no_picture_is_refused_whatever_it_is_called():
    assert refused(b"") == "empty"
    assert refused(b"MZ" + b"\x00" * 500) == "not_a_picture"
    assert refused(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") == "not_a_picture"
    assert refused(b"%PDF-1.7 ...") == "not_a_picture"


def test_formats_nobody_photographs_in_are_refused():
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "GIF")
    assert refused(out.getvalue()) == "not_a_picture"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_photograph_that_did_not_arrive_whole_is_refused(kept):
    out = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(out, "JPEG")
    data = out.getvalue()
    assert refused(data[: int(len(data) * kept)]) == "broken"


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened():
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )
    assert refused(bomb) in ("too_big", "broken")


def test_a_file_that_is_too_heavy_is_refused_unread():
    assert refused(b"\xff" * (MAX_BYTES + 1)) == "too_big"


def test_photographs_are_kept_under_random_names_with_what_they_belong_to(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    subject, photograph = uuid7(), read_photograph(taken())
    with acting_in(Scope.everything()):
        keep_photographs([photograph] * 2, subject_id=subject, place_code="341702010901", by=uuid7(), at=clock.now())
        rows = list(Attachment.objects.filter(subject_id=subject))
    assert len({row.stored_as for row in rows}) == 2
    for row in rows:
        assert (tmp_path / row.stored_as).read_bytes() == photograph.jpeg
        assert row.street_code == 341702010
        assert row.size == len(photograph.jpeg)
