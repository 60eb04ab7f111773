# SPDX-License-Identifier: MIT
"""Read the clinical content: TOML to frozen dataclasses; anything unexpected stops the start."""

from collections.abc import Mapping
from pathlib import Path

from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.form import Choice, Form, Limits, Question, Tile
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rule_set import AgeBand, Band, RuleInfo, RuleSet, Wording
from caregiver_app.system.resources import resource_path

__all__ = ["ContentError", "content_folder", "load_form", "load_rule_set"]

_BAND_LIMITS = tuple(Band.__dataclass_fields__)
_VITALS = ("hr", "rr", "sbp", "spo2")
_NUMBER_TABLES = ("usual_when_not_recorded", "groups", "recheck", "dose_clock", "vitals")
_EMERGENCY_NUMBERS = ("emergency", "crisis", "poison")
_UNKNOWN_COUNTRY = "unknown"
_LEVELS = {level.name.lower(): level for level in Level}
_KINDS = ("choice", "scale", "number", "text")
_ASKED_WHEN = ("always", "oral", "pump")


def content_folder() -> Path:
    """Return the folder of the clinical content that ships with the program."""
    return resource_path("content")


def load_rule_set(language: str = "en", country: str = "US", folder: Path | None = None) -> RuleSet:
    """Return the rules with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    phones = _phones(folder, country)
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
        ),
    )


def load_form(language: str = "en", country: str = "US", folder: Path | None = None) -> Form:
    """Return the questions with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    phones = _phones(folder, country)
    words = Table.read(folder, words_file(language, "form"))
    tile_words, question_words = words.table("tiles"), words.table("questions")
    form = finished(
        Table.read(folder, "form.toml"),
        lambda table: Form(
            tiles_prompt=words.text("tiles_prompt"),
            tiles=tuple(
                finished(tile, lambda t: _tile(t, tile_words)) for tile in table.tables("tile")
            ),
            questions=tuple(
                finished(question, lambda t: _question(t, question_words, phones))
                for question in table.tables("question")
            ),
        ),
    )
    for left in (words, tile_words, question_words):
        left.done()
    return form


def words_file(language: str, about: str) -> str:
    """Return where the words of one language about one part of the content stand."""
    return f"text/{language}/{about}.toml"


def _phones(folder: Path, country: str) -> dict[str, str]:
    countries = Table.read(folder, "emergency_numbers.toml")
    chosen = countries.table(country if countries.has(country) else _UNKNOWN_COUNTRY)
    return finished(chosen, lambda table: {name: table.text(name) for name in _EMERGENCY_NUMBERS})


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
        level_words={level: levels.text(level.name) for level in Level},
        level_lines={level: _filled(lines, level.name, phones) for level in Level},
        action_lines={action: actions.text(action.value) for action in Action},
    )
    for left in (levels, lines, actions):
        left.done()
    return wording


def _filled(table: Table, key: str, values: Mapping[str, str]) -> str:
    """Take a text and fill its placeholders in."""
    text = table.text(key)
    try:
        return text.format(**values)
    except (KeyError, ValueError, IndexError) as error:
        raise table.wrong(key, f"the placeholder {error} is not known") from None


def _tile(table: Table, words: Table) -> Tile:
    name = table.text("id")
    return Tile(
        id=name, label=words.text(name), field=table.text("field"), value=table.text("value")
    )


def _question(table: Table, all_words: Table, phones: Mapping[str, str]) -> Question:
    name = table.text("id")
    words = all_words.table(name)
    question = Question(
        id=name,
        kind=table.one_of("kind", dict(zip(_KINDS, _KINDS, strict=True))),
        prompt=words.text("prompt"),
        short=words.text("short"),
        help=_filled(words, "help", phones),
        choices=_choices(table, words),
        unit=table.text("unit", ""),
        anchors=_anchors(words.table("anchors")) if words.has("anchors") else None,
        limits=finished(table.table("limits"), _limits) if table.has("limits") else None,
        asked_when=(
            table.one_of("asked_when", dict(zip(_ASKED_WHEN, _ASKED_WHEN, strict=True)))
            if table.has("asked_when")
            else "always"
        ),
    )
    words.done()
    return question


def _choices(table: Table, words: Table) -> tuple[Choice, ...]:
    if not table.has("choices"):
        return ()
    labels = words.table("choices")
    choices = tuple(
        Choice(value=value, label=labels.text(value)) for value in table.texts("choices")
    )
    labels.done()
    return choices


def _anchors(table: Table) -> dict[int, str]:
    for key in table.left():
        if not key.isdecimal():
            raise table.wrong(key, "must be a value of the scale")
    return {int(key): text for key, text in table.words().items()}


def _limits(table: Table) -> Limits:
    decimals = table.whole("decimals", 0)
    required = {key: table.decimal(key) for key in ("hard_low", "hard_high")}
    others = ("soft_low", "soft_high", "soft_low_child", "soft_high_child")
    given = {key: table.decimal(key) for key in others if table.has(key)}
    return Limits(decimals=decimals, **required, **given)
