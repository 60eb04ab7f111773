# SPDX-License-Identifier: MIT
"""Beginning the check-in form for one person at one time, with what is known about them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.form import Form
from caregiver_app.domain.happened import last_asked
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.history import record_before
from caregiver_app.domain.sheets.taken_now import listed_drugs
from caregiver_app.services.looking_back.overview import next_dose
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in.draft_keeping import Answers
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.check_in.check_in_form import CheckInForm
from caregiver_app.ui.widgets.check_in.dose_rows import why_no_dose
from caregiver_app.ui.widgets.fields.help_button import AskHelp
from caregiver_app.ui.words import check_in_words as words
from caregiver_app.ui.words import dates

_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Whom a form is for, and everything that makes it another form."""

    person_id: str
    quick: Form
    full: Form
    child: bool
    by_mouth: bool


class FormMaker:
    """Makes the form of a person; one that was made ahead is handed out while it still fits."""

    def __init__(self, theme: Theme, services: Services, ask_help: AskHelp) -> None:
        self._theme = theme
        self._services = services
        self._ask_help = ask_help
        self._asked: _Asked | None = None
        self._ahead: CheckInForm | None = None

    def prepare(self, person_id: str) -> None:
        """Make the form of a person before somebody wants it."""
        self._ahead = self.make(person_id)

    def has_made(self, person_id: str) -> bool:
        """Say whether the last form is the one that this person is to be asked by now."""
        return self._asked == _asked_of(self._services, person_id)

    def make(self, person_id: str) -> CheckInForm:
        """Return a form of a person in which nothing is answered yet."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and self.has_made(person_id):
            return ahead
        self._asked = asked = _asked_of(self._services, person_id)
        return CheckInForm(
            self._theme,
            asked.quick,
            asked.full,
            self._services.clock,
            self._ask_help,
            child=asked.child,
            by_mouth=asked.by_mouth,
        )


def knows_the_same(before: Record, now: Record) -> bool:
    """Say whether a form filled from one record says the same of the other: usual and last."""
    return before.person == now.person and before.check_ins == now.check_ins


def fill_form(
    form: CheckInForm,
    services: Services,
    person_id: str,
    about: Moment | None,
    draft: Draft | None = None,
    doses: tuple[DoseEvent, ...] = (),
) -> int:
    """Start the form and show the answers there are; return how many answers are needed.

    About an earlier time only what was written down before it is known.
    """
    at = about or here_and_now(services.clock)
    record = services.book.record(person_id)
    if about is not None:
        record = record_before(record, about)
    check_ins = services.check_ins
    form.blockSignals(True)
    blank = check_ins.assess(person_id, Draft(), (), about)
    due = check_ins.due_doses(person_id, about)
    unit = services.settings.current().temperature_unit
    note = "" if due or "dose_status" in blank.missing else _dose_note(services, person_id, record)
    form.full.weight_unit = services.settings.current().weight_unit
    form.full.counted = _counted(services, record, at)
    form.full.alike = services.rule_set.drug_like
    form.start(
        *(record, due, unit, at),
        dose_note=note,
        pressed_at=lambda: about or here_and_now(services.clock),
    )
    last = last_asked(record, at)
    since = dates.day_and_time(last.at, at) if last else ""
    form.tiles.set_since(_("since {time}").format(time=since) if last else "")
    if draft is not None:
        form.restore(draft, doses)
    form.blockSignals(False)
    return words.askable(blank)


def answers_in(
    form: CheckInForm,
    person_id: str,
    recorder: str | None,
    observer: str | None,
    about: Moment | None,
) -> Answers:
    """Return what stands in the form of a person."""
    draft = replace(form.draft(), mode=form.mode, recorder=recorder, observer=observer)
    return Answers(
        person_id=person_id,
        draft=draft,
        doses=tuple(replace(dose, observer=observer) for dose in form.dose_events(recorder)),
        about=about,
        not_meant=frozenset(form.full.not_meant),
    )


def _counted(services: Services, record: Record, at: Moment) -> Callable[[str], Drug | None]:
    """Return what tells which drug a name on a label is, but for one on the list of medicines.

    A drug of a plan by mouth, and the one that is stepped down, are counted whatever it says.
    """
    rules = services.rule_set
    counted = {record.person.drug, *drugs_by_mouth(record, at.day)}
    as_needed = listed_drugs(record.person, rules) - counted

    def of(name: str) -> Drug | None:
        drug = rules.drug_named(name)
        return None if drug in as_needed else drug

    return of


def _dose_note(services: Services, person_id: str, record: Record) -> str:
    """Return why no dose is asked about, or a blank when nobody knows the plan."""
    now, off = here_and_now(services.clock), services.rule_set.days_off
    planned = next_dose(services.book.record(person_id), now, off)
    return why_no_dose(record) if planned is not None else ""


def _asked_of(services: Services, person_id: str) -> _Asked:
    """Return what this person is asked today."""
    person = services.book.record(person_id).person
    age = person.age_on(here_and_now(services.clock).day)
    return _Asked(
        person_id=person_id,
        quick=services.check_ins.form(person_id),
        full=services.check_ins.form(person_id, Mode.FULL),
        child=age is not None and age < _ADULT,
        by_mouth=person.takes_by_mouth,
    )
