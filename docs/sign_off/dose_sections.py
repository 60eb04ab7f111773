# SPDX-License-Identifier: MIT
"""The chapter about writing down one dose: what is asked before it is kept."""

from datetime import timedelta

from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from caregiver_app.domain.rule_set import RuleSet
from docs.sign_off.page import Column, Grid, Row, Section

_WHAT = Column(title="What", width=4)


def dose_section(numbers: DoseEntryNumbers, rules: RuleSet) -> Section:
    """Return the choices behind the questions about a dose; none of them reaches a rule."""
    names = (_label_grid(rules), _alike_grid(rules))
    told = {
        "A given dose is called late so long after its planned time": _length(numbers.late),
        "Two of one medicine closer than this may be one, written twice": _length(numbers.double),
        "Closer than this part of the shortest planned gap is soon": str(numbers.too_soon_part),
        "Closer than this is soon where no times are planned": _length(numbers.too_soon),
        "Answers of a check-in up to this old are held to a new dose": _length(numbers.carry),
    }
    rows = tuple(
        Row(id=f"dose-entry-{place}", cells=(name, chosen), source=numbers.source)
        for place, (name, chosen) in enumerate(told.items(), 1)
    )
    grid = Grid(
        id="dose-entry",
        caption="Times and parts; the dose is written down whatever is asked",
        columns=(_WHAT, Column(title="Chosen", width=1)),
        rows=rows,
        source=numbers.source,
    )
    return Section(id="dose-entries", title="Writing down one dose", parts=(grid, *names))


def _label_grid(rules: RuleSet) -> Grid:
    """Return the names by which a medicine on a label is counted as one that is stepped down."""
    return Grid(
        id="drug-names",
        caption="Names on a label that are taken for a medicine that is stepped down",
        columns=(Column(title="Medicine", width=1), Column(title="Known by these names", width=4)),
        rows=tuple(
            Row(
                id=f"drug-names-{drug.value}",
                cells=(drug.value, ", ".join(names)),
                source=rules.names_alike.labels_source,
            )
            for drug, names in rules.drug_names.items()
        ),
        source=rules.names_alike.labels_source,
    )


def _alike_grid(rules: RuleSet) -> Grid:
    """Return how near a misspelled name is asked about, and the medicines that are not."""
    alike = rules.names_alike
    likeness = (
        f"{alike.least:g} of 1, by the letters that both have in the same order; as bacoflen for "
        "baclofen"
    )
    told = (
        ("A name at least so much alike is asked about, and never changed", likeness, alike.source),
        (
            "Medicines that look like one and are not: as near to one of these, nothing is asked",
            ", ".join(alike.others),
            alike.others_source,
        ),
    )
    return Grid(
        id="names-alike",
        caption='A misspelled name: "Do you mean clonazepam?"',
        columns=(Column(title="What", width=2), Column(title="Chosen", width=3)),
        rows=tuple(
            Row(id=f"names-alike-{place}", cells=(what, chosen), source=source)
            for place, (what, chosen, source) in enumerate(told, 1)
        ),
        source="; ".join((alike.source, alike.others_source)),
    )


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60} h" if minutes % 60 == 0 and minutes > 60 else f"{minutes} min"
