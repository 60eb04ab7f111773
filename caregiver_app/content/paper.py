# SPDX-License-Identifier: MIT
"""Read which urgent rules stand on the sheet for the fridge."""

from pathlib import Path

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.wall_rules import WallRules


def load_wall_rules(rule_set: RuleSet, folder: Path | None = None) -> WallRules:
    """Return the rules of the fridge sheet; raise ContentError naming the key that does not fit."""
    return finished(
        Table.read(folder or content_folder(), "paper.toml"),
        lambda table: WallRules(
            source=_source(table),
            always=_rules(table, "always", rule_set),
            oral=_rules(table, "oral", rule_set),
            pump=_rules(table, "pump", rule_set),
        ),
    )


def _source(table: Table) -> str:
    source = table.text("source")
    if not source.strip():
        raise table.wrong("source", "must name a source")
    return source


def _rules(table: Table, key: str, rule_set: RuleSet) -> tuple[str, ...]:
    """Take a list of rules that are urgent; an emergency is on the sheet already."""
    rules = table.texts(key)
    for rule in rules:
        if rule not in rule_set.rules or rule_set.rules[rule].level is not Level.URGENT:
            raise table.wrong(key, f"{rule} is no urgent rule")
        if rule not in rule_set.wording.messages:
            raise table.wrong(key, f"{rule} has no sentence")
    if len(set(rules)) < len(rules):
        raise table.wrong(key, "a rule stands twice")
    return rules
