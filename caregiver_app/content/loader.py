# SPDX-License-Identifier: MIT
"""Read the clinical content: TOML to frozen dataclasses; anything unexpected stops the start."""

from collections.abc import Mapping
from pathlib import Path

from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.names_alike import NamesAlike
from caregiver_app.domain.person import Drug
from caregiver_app.domain.rule_set import AgeBand, Band, RuleInfo, RuleSet, Wording
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import in_use

__all__ = [
    "ContentError",
    "content_folder",
    "emergency_phones",
    "filled",
    "filled_text",
    "load_rule_set",
    "say_who_read",
    "words_file",
]

_BAND_LIMITS = tuple(Band.__dataclass_fields__)
_VITALS = ("hr", "rr", "sbp", "spo2")
_NUMBER_TABLES = (
    *(
        "usual_when_not_recorded",
        "groups",
        "recheck",
        "in_sight",
        "told_twice",
        "dose_clock",
        "vitals",
    ),
)
_EMERGENCY_NUMBERS = ("emergency", "crisis", "poison")
_UNKNOWN = "unknown"
_NO_BREAK = "\u00a0"
_LEVELS = {level.name.lower(): level for level in Level}


def content_folder() -> Path:
    """Return the folder of the clinical content, with the words of the language in use."""
    return in_use().content or resource_path("content")


def load_rule_set(
    language: str | None = None, country: str | None = None, folder: Path | None = None
) -> RuleSet:
    """Return the rules with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    phones = emergency_phones(folder, country, language)
    words = Table.read(folder, words_file(language, "rules"))
    wording = finished(words, lambda t: _wording(t, phones))
    return finished(
        Table.read(folder, "rules.toml"),
        lambda table: RuleSet(
            version=table.text("version"),
            reviewed_by=table.text("reviewed_by"),
            rules=_rules(table.table("rules")),
            age_bands=tuple(finished(band, _age_band) for band in table.tables("age_band")),
            numbers={
                f"{name}.{key}": number
                for name in _NUMBER_TABLES
                for key, number in table.table(name).decimals().items()
            },
            wording=wording,
            emergency_numbers=phones,
            drug_names=finished(table.table("drug_names"), _drug_names),
            names_alike=finished(table.table("drug_names_alike"), _names_alike),
            told_first=table.texts("told_first"),
        ),
    )


def _drug_names(table: Table) -> dict[Drug, tuple[str, ...]]:
    return {drug: table.texts(drug.value) for drug in Drug}


def _names_alike(table: Table) -> NamesAlike:
    return NamesAlike(
        least=float(table.decimal("least")),
        others=table.texts("others"),
        source=table.text("source"),
        labels_source=table.text("labels_source"),
        others_source=table.text("others_source"),
    )


def words_file(language: str | None, about: str) -> str:
    """Return where the words about one part of the content stand; None is the language in use."""
    return f"text/{language or in_use().code}/{about}.toml"


def say_who_read(words: Table) -> None:
    """Take what a file of words says of itself, where nothing of it is shown."""
    for key in ("language", "reviewed_by"):
        words.text(key)


def emergency_phones(
    folder: Path, country: str | None = None, language: str | None = None
) -> dict[str, str]:
    """Return the numbers of a country, or words in place of them; raise ContentError.

    Without a country it is the one in use, and without that the one the program is written for.
    """
    file = Table.read(folder, "emergency_numbers.toml")
    words = Table.read(folder, words_file(language, "emergency_numbers"))
    default = file.text("default")
    country = country or in_use().country or default
    unknown = finished(words.table("unknown"), lambda t: {n: t.text(n) for n in _EMERGENCY_NUMBERS})
    if not file.has(country):
        return unknown
    with_text = words.text("crisis_with_text")
    return finished(file.table(country), lambda t: _phones(t, unknown, with_text))


def _phones(table: Table, unknown: Mapping[str, str], with_text: str) -> dict[str, str]:
    if not table.text("source").strip():
        raise table.wrong("source", "must name a source")
    given = {name: table.text(name) for name in _EMERGENCY_NUMBERS}
    # No line ends inside a number, and in a line from the right its groups keep their order.
    phones = {
        name: unknown[name] if text == _UNKNOWN else text.replace(" ", _NO_BREAK)
        for name, text in given.items()
    }
    if table.has("crisis_text"):
        text_to = table.text("crisis_text").replace(" ", _NO_BREAK)
        text = {"call": phones["crisis"], "text": text_to}
        phones["crisis"] = filled(table, "crisis_text", with_text, text)
    return phones


def _rules(table: Table) -> dict[str, RuleInfo]:
    return {key: finished(table.table(key), _rule) for key in table.left()}


def _rule(table: Table) -> RuleInfo:
    return RuleInfo(
        id=table.path.rpartition(".")[2],
        level=table.one_of("level", _LEVELS),
        needs=table.texts("needs"),
        source=table.text("source"),
        numbers=table.table("numbers", {}).decimals(),
    )


def _age_band(table: Table) -> AgeBand:
    return AgeBand(
        id=table.text("id"),
        youngest=table.whole("youngest"),
        oldest=table.whole("oldest") if table.has("oldest") else None,
        vitals={vital: _band(table.table(vital)) for vital in _VITALS},
    )


def _band(table: Table) -> Band:
    for key in table.left():
        if key not in _BAND_LIMITS:
            raise table.wrong(key, "this key is not known")
    return Band(**table.decimals())


def _wording(table: Table, phones: Mapping[str, str]) -> Wording:
    levels, lines = table.table("level_words"), table.table("level_lines")
    actions = table.table("action_lines")
    wording = Wording(
        language=table.text("language"),
        reviewed_by=table.text("reviewed_by"),
        messages=table.table("messages").words(),
        reasons=table.table("reasons").words(),
        sheet_reasons=table.table("sheet_reasons").words(),
        words=table.table("words").words(),
        notes=table.table("notes").words(),
        level_words={level: levels.text(level.name) for level in Level},
        level_lines={level: filled_text(lines, level.name, phones) for level in Level},
        action_lines={action: actions.text(action.value) for action in Action},
    )
    for left in (levels, lines, actions):
        left.done()
    return wording


def filled(table: Table, key: str, text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in; raise ContentError naming its place."""
    try:
        return text.format(**values)
    except (KeyError, ValueError, IndexError) as error:
        raise table.wrong(key, f"the placeholder {error} is not known") from None


def filled_text(table: Table, key: str, values: Mapping[str, str]) -> str:
    """Take a text and fill its placeholders in."""
    return filled(table, key, table.text(key), values)
