"""Say which words and examples speak for a kind of matter."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed

from ..categories import category_for_filing
from ..category_drafts import KEEPERS, filed_under
from ..models import TriageWords
from ..triage.suggest import forget_own_words
from ..triage.word_lists import read_examples, read_words


@action
def set_triage_words(
    *, actor: Actor, key: UUID | None, prefix: str, code: str, words: str, examples: str
) -> TriageWords | None:
    """From now on these words and examples speak for the kind `code` in the jurisdiction `prefix` (empty: everywhere), in
    place of the shipped ones. Both empty: the list of the jurisdiction above, or the shipped one, counts again; then None.

    Raises `NotFound` for a kind that is not in force, `BadInput` on `words` and `examples` (`read_words`, `read_examples`),
    `NotAllowed` for all but the keepers of the kinds.
    """
    with deed(actor, key, "triage.set_words") as d:
        d.allow(KEEPERS, d.name, on=prefix or "*")
        if category_for_filing(prefix, code) is None:
            raise NotFound("category", code)
        told, shown = read_words(words), read_examples(examples)
        known = TriageWords.objects.filter(prefix=prefix, code=code).first()
        row = d.lock(TriageWords, known.id) if known else TriageWords(prefix=prefix, code=code)
        row.words, row.examples = " ".join(told), "\n".join(shown)
        row.changed_at, row.changed_by = d.now, actor.id
        row.save()
        d.record(row, place_code=filed_under(prefix))
        transaction.on_commit(forget_own_words)
        if not told and not shown:
            row.delete()
            return None
    return row
