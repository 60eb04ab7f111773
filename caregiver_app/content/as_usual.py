# SPDX-License-Identifier: MIT
"""Read what the one press "As usual" states and says; a mistake stops the start."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from caregiver_app.content.loader import content_folder, filled, words_file
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.as_usual import AsUsual, Refusal
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Form
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.plain import FieldError, from_plain

NEVER = frozenset(
    {"temp_c", "hr", "sbp", "dbp", "rr", "spo2", "sleep_h", "weight_kg", "worried"}
    | {"doses_missed_in_row", "last_kept_dose_at", "vomited_doses_24h", "extra_dose"}
)
"""What nobody may state without looking or asking: vital signs, doses, the worry."""
_YES_NO = {"true": True, "false": False}


def load_as_usual(form: Form, language: str | None = None, folder: Path | None = None) -> AsUsual:
    """Return what is stated with its words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "as_usual"))
    words.text("language")
    words.text("reviewed_by")
    return finished(
        Table.read(folder, "as_usual.toml"), lambda table: _as_usual(table, words, form)
    )


def _as_usual(table: Table, words: Table, form: Form) -> AsUsual:
    table.text("reviewed_by")
    source = table.text("source")
    if not source.strip():
        raise table.wrong("source", "a choice needs its source")
    hours = table.decimal("hours_after_a_dose_not_kept")
    usual, stated = table.texts("usual"), _stated(table)
    sentences = tuple(tuple(line.split()) for line in table.texts("sentences"))
    refused = words.table("refused")
    found = AsUsual(
        source=source,
        stated=stated,
        usual=usual,
        after_dose_not_kept=timedelta(hours=float(hours)),
        sentences=sentences,
        said=finished(words.table("said"), lambda said: said.words()),
        refused_head=refused.text("head"),
        refused=_refused(refused, str(hours)),
        head=words.text("head"),
        rest=words.text("rest"),
        not_known=words.text("not_known"),
    )
    for left in (refused, words):
        left.done()
    _hold_together(table, found, form)
    return found


def _stated(table: Table) -> Draft:
    """Take the answers as the form writes them; "none" of the seizures is an empty list."""
    written = finished(table.table("stated"), lambda inner: inner.words())
    plain: dict[str, object] = {name: _YES_NO.get(word, word) for name, word in written.items()}
    if written.get("seizures") == "none":
        plain["seizures"] = []
    try:
        return from_plain(Draft, plain)
    except FieldError as error:
        raise table.wrong("stated", str(error)) from None


def _refused(table: Table, hours: str) -> Mapping[Refusal, str]:
    return {
        why: filled(table, why.value, table.text(why.value), {"hours": hours}) for why in Refusal
    }


def _hold_together(table: Table, found: AsUsual, form: Form) -> None:
    """Refuse what must never be stated, what is not read back, and what has no words."""
    blank = Draft()
    stated = {
        n for n in Draft.__dataclass_fields__ if getattr(found.stated, n) != getattr(blank, n)
    }
    fields = found.fields
    known = set(UsualValues.__dataclass_fields__)
    for name in (*fields, *found.usual, *stated):
        if name in NEVER or name not in {q.id for q in form.questions}:
            raise table.wrong("sentences", f"{name} can never be taken as usual")
    if len(set(fields)) < len(fields) or set(fields) != stated | set(found.usual):
        raise table.wrong("sentences", "exactly what is stated must be read back, each once")
    if not set(found.usual) <= known:
        raise table.wrong("usual", "a field has no usual value")
    if set(found.said) != set(fields):
        raise table.wrong("said", "each field needs its phrase and no other has one")
