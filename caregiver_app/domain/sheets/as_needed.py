# SPDX-License-Identifier: MIT
"""What was given as needed: a benzodiazepine among it stands on no plan and in no dose log."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import MedicineGroup
from caregiver_app.domain.record import Record

SEDATING_GROUPS = frozenset(
    {
        *(MedicineGroup.SEDATING, MedicineGroup.OPIOID, MedicineGroup.BENZODIAZEPINE),
        MedicineGroup.ANTIPSYCHOTIC,
    }
)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAsNeeded:
    """One medicine that was given; `told` is when, where nobody wrote down at what time it was.

    `before` counts how often one of its name was given earlier in the same time, where that is
    counted together.
    """

    name: str
    dose_text: str | None
    at: Moment | None
    told: Moment
    before: int = 0

    @property
    def when(self) -> Moment:
        """Return its time, else when it was told."""
        return self.at or self.told


def given_as_needed(check_ins: Sequence[CheckIn]) -> tuple[GivenAsNeeded, ...]:
    """Return everything that check-ins tell was given as needed, the newest first."""
    given = [
        GivenAsNeeded(name=one.name, dose_text=one.dose_text, at=one.at, told=check_in.at)
        for check_in in reversed(check_ins)
        for one in check_in.prn_taken
    ]
    return tuple(sorted(given, key=lambda one: one.when, reverse=True))


def by_medicine(given: Sequence[GivenAsNeeded]) -> tuple[GivenAsNeeded, ...]:
    """Return the newest of each name, with how often it was given before: all of them are named."""
    names = [one.name.strip().casefold() for one in given]
    return tuple(
        GivenAsNeeded(
            name=one.name,
            dose_text=one.dose_text,
            at=one.at,
            told=one.told,
            before=names.count(name) - 1,
        )
        for place, (name, one) in enumerate(zip(names, given, strict=True))
        if name not in names[:place]
    )


def given_to_tell(record: Record, now: Moment) -> tuple[GivenAsNeeded, ...]:
    """Return the newest of each medicine given as needed in a day, for whoever comes to help.

    Those that the list of medicines knows to sedate come first. All are named: what somebody
    typed may be any medicine.
    """
    given = given_as_needed(record.check_ins)
    lately = by_medicine([one for one in given if one.when.utc >= now.utc - _A_DAY])
    sedate = [
        medicine.name.strip().casefold()
        for medicine in record.person.medicines or ()
        if SEDATING_GROUPS.intersection(medicine.groups)
    ]
    return tuple(sorted(lately, key=lambda one: not _is_named(one.name, sedate)))


def _is_named(name: str, among: Collection[str]) -> bool:
    said = name.casefold()
    return any(known and (known in said or said.strip() in known) for known in among)
