"""A workbook of the old kind (.xls, BIFF8 in a compound file), made by hand: no library here writes one."""

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(rows: list[list[str | float]], *, locked: bool = False) -> bytes:
    """One sheet named 登记 with texts and numbers; `locked` says that a password is needed."""
    return _compound_file(
        _stream(rows, _record(0x002F, struct.pack("<H", 1) + bytes(52)) if locked else b"").ljust(4096, b"\0")
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(of: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, of, 0x0DBB, 1996, 0, 6))


def _stream(rows: list[list[str | float]], lock: bytes) -> bytes:
    name = "登记".encode("utf-16-le")
    codepage = lock + _record(0x0042, struct.pack("<H", 1200))
    sheet_head_length = 4 + 4 + 2 + 2 + len(name)
    offset = len(_begin(5)) + len(codepage) + sheet_head_length + len(_record(0x000A))
    sheet_head = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, 2, 1) + name)
    cells = b""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if isinstance(cell, str):
                cells += _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
            else:
                cells += _record(0x0203, place + struct.pack("<d", cell))
    return _begin(5) + codepage + sheet_head + _record(0x000A) + _begin(0x10) + cells + _record(0x000A)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, _FREE, child)
    return (head + bytes(36) + struct.pack("<IQ", start, size)).ljust(128, b"\0")


def _compound_file(stream: bytes) -> bytes:
    stream = stream.ljust(-(-len(stream) // _SECTOR) * _SECTOR, b"\0")
    count = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, 2 + count), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + bytes(256)
    return header + fat + directory + stream
