"""The one field type of personal data: sealed in the database, masked when shown."""

from __future__ import annotations

from typing import Any

from django.db import models

from .sealing import fingerprint, mask, seal, unseal


class Sealed:
    """A piece of personal data. `str()` and templates get the masked form; the text itself only by `reveal()`,
    which belongs in an action or query that records who looked."""

    __slots__ = ("_bytes", "_text", "kind")

    def __init__(self, kind: str, *, text: str | None = None, sealed: bytes | None = None) -> None:
        self.kind = kind
        self._text = text
        self._bytes = sealed

    def reveal(self) -> str:
        """The text in clear."""
        if self._text is None:
            self._text = unseal(self._bytes) if self._bytes else ""
        return self._text

    @property
    def masked(self) -> str:
        return mask(self.reveal(), self.kind)

    @property
    def last_four(self) -> str:
        """The last four digits of a telephone number."""
        return self.reveal()[-4:]

    def as_bytes(self) -> bytes:
        if self._bytes is None:
            self._bytes = seal(self._text) if self._text else b""
        return self._bytes

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Sealed {self.kind}>"

    def __bool__(self) -> bool:
        return bool(self._text or self._bytes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash(fingerprint(self.reveal()))


class SealedField(models.BinaryField):
    """Personal data of one `kind`: `name`, `phone`, `id_number`, `address`, `text`. Assign text, read a `Sealed`.

    With `found_by` the named sibling column is kept as the text's fingerprint, for exact search.
    """

    sealed = True

    def __init__(self, kind: str = "text", found_by: str = "", **options: Any) -> None:
        self.kind = kind
        self.found_by = found_by
        options.setdefault("default", b"")
        super().__init__(**options)

    def deconstruct(self) -> tuple:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "kind": self.kind, "found_by": self.found_by}

    def from_db_value(self, value: Any, *_: Any) -> Sealed:
        return Sealed(self.kind, sealed=bytes(value) if value else b"")

    def to_python(self, value: Any) -> Sealed:
        if isinstance(value, Sealed):
            return value
        if isinstance(value, bytes | memoryview):
            return Sealed(self.kind, sealed=bytes(value))
        return Sealed(self.kind, text=value or "")

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        if self.found_by:
            setattr(model_instance, self.found_by, fingerprint(value.reveal()) if value else "")
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.to_python(value).as_bytes(), connection, prepared)


class FingerprintField(models.CharField):
    """The fingerprint of a sealed sibling, declared after it so that it is saved with it."""

    sealed = True

    def __init__(self, **options: Any) -> None:
        options["max_length"] = 64
        options["blank"] = True
        options["editable"] = False
        super().__init__(**options)
