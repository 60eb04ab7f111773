# SPDX-License-Identifier: MIT
"""Builds what the pages may ask for: the services and the clinical content on an open record.

It brings in all that a window with a record needs, so it is itself brought in when one is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.content.as_usual import load_as_usual
from caregiver_app.content.changes import load_changes
from caregiver_app.content.checks import check_content
from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.form import load_form
from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.paper import load_wall_rules
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.form import Form
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.prompts.plan_prompts import PromptContent
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.domain.told_calmer import as_judged_here
from caregiver_app.services.about import AboutService
from caregiver_app.services.alerting.alerts import AlertService
from caregiver_app.services.alerting.time_alerts import TimeAlerts
from caregiver_app.services.care_team.caregivers import CaregiverService
from caregiver_app.services.checking_in.as_usual import AsUsualService
from caregiver_app.services.checking_in.check_ins import CheckInService
from caregiver_app.services.checking_in.told_since import ToldSince
from caregiver_app.services.dosing.dose_entries import DoseEntryService
from caregiver_app.services.dosing.plan_photos import PlanPhotoService
from caregiver_app.services.dosing.plans import PlanService
from caregiver_app.services.dosing.pump import PumpService
from caregiver_app.services.emergencies.emergency import EmergencyService
from caregiver_app.services.emergencies.emergency_log import EmergencyLog
from caregiver_app.services.emergencies.happened import HappenedService
from caregiver_app.services.handing_over.handoff import HandoffService
from caregiver_app.services.handing_over.paper import PaperContent, PaperService
from caregiver_app.services.handing_over.shift_views import ShiftViews
from caregiver_app.services.handing_over.shifts import ShiftService
from caregiver_app.services.languages import LanguageService, choose_locale
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.looking_back.history import HistoryService
from caregiver_app.services.looking_back.overview import OverviewService
from caregiver_app.services.looking_back.taken_out import alerts_taken_out
from caregiver_app.services.looking_back.trends import TrendService
from caregiver_app.services.person.deletion import DeletionService
from caregiver_app.services.person.people import PeopleService
from caregiver_app.services.person.practice_guide import PracticeGuide
from caregiver_app.services.profile import ProfileService
from caregiver_app.services.reference import ReferenceService
from caregiver_app.services.reminding.reminders import ReminderService, reminder_rules
from caregiver_app.services.safekeeping.audit import AuditService
from caregiver_app.services.safekeeping.backups import BackupService
from caregiver_app.services.safekeeping.passcode import PasscodeService
from caregiver_app.services.settings import SettingsService
from caregiver_app.services.sharing_files.apart import ApartService
from caregiver_app.services.sharing_files.family import FamilyService
from caregiver_app.services.sharing_files.records import RecordsService, graver_with, judge_with
from caregiver_app.services.sharing_files.sharing import SharingService
from caregiver_app.services.sharing_files.sharing_in import IncomingFiles
from caregiver_app.services.sharing_files.spreadsheets import SpreadsheetService
from caregiver_app.storage.backups import BackupFolder
from caregiver_app.system.words import ENGLISH, in_use
from caregiver_app.ui.app_context import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.services.sharing_files.family import Bundle
    from caregiver_app.storage.backups import Backup
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.without_person import Gone
    from caregiver_app.system.clock import Clock


def build_services(
    log: EntryLog,
    clock: Clock,
    put_back: Callable[[Backup], None] | None = None,
    open_again: Callable[[], None] | None = None,
    look_into: Callable[[Bundle], None] | None = None,
    delete: Callable[[Gone], None] | None = None,
) -> Services:
    """Build what the pages may ask for, on an open log; stop when the content does not fit.

    `put_back` replaces the record by a backup, `delete` takes a person out of it, `open_again`
    opens it anew in another language; without them the log is closed afterwards. `look_into`
    shows a file in place of the record.
    """
    settings = SettingsService(log)
    choose_locale(settings.current())
    known = _content()
    rule_set, times, changes = known.rule_set, known.times, known.changes
    own = _shared(log, clock, settings, known)
    book, since, caregivers, conflicts = own.book, own.since, own.caregivers, own.apart.conflicts
    delete = delete or partial(delete_and_close, log, own.audit)
    begun = partial(own.check_ins.begun_alert, rule_set=rule_set)
    in_english = partial(own.check_ins.begun_alert, rule_set=known.printed.rule_set)
    return Services(
        caregivers=caregivers,
        people=PeopleService(book, settings, clock, own.records),
        check_ins=own.check_ins,
        as_usual=AsUsualService(book, load_as_usual(known.form), rule_set, times),
        overview=OverviewService(book, rule_set, times, changes, known.prompts, clock),
        handoff=_handoff(own, known, clock),
        paper=PaperService(book, log, known.printed, clock, conflicts, in_english),
        plans=own.plans,
        plan_photos=PlanPhotoService(log.plan_photos, caregivers.why_not, clock),
        pump=PumpService(book, rule_set, known.dose_entry.carry, caregivers.why_not, clock),
        profile=own.profile,
        emergency=EmergencyService(
            book, rule_set, known.first_aid, clock, own.alerts.follow_up, conflicts, begun
        ),
        emergency_log=EmergencyLog(book, rule_set, own.alerts, clock),
        alerts=own.alerts,
        doses=DoseEntryService(book, rule_set, known.dose_entry, since, clock),
        happened=HappenedService(book, rule_set, clock),
        history=own.history,
        apart=own.apart,
        family=_family(own, rule_set, clock, look_into),
        reference=ReferenceService(book),
        trends=TrendService(book, rule_set, clock),
        reminders=ReminderService(
            book, log, settings, reminder_rules(times, rule_set), since, clock
        ),
        settings=settings,
        passcode=PasscodeService(log, book, settings, clock, caregivers.why_not_all),
        about=AboutService(rule_set, log.folder),
        audit=own.audit,
        deletion=DeletionService(log, book, own.alerts, caregivers.why_not, delete),
        practice=PracticeGuide(book, log),
        languages=LanguageService(settings, open_again or log.close, log.folder),
        sharing=SharingService(book, clock, conflicts, in_english),
        incoming=IncomingFiles(book, own.records, caregivers.why_not),
        spreadsheets=SpreadsheetService(
            book, own.records, known.form, clock, lambda: settings.current().recorder
        ),
        shifts=ShiftService(book, clock),
        shift_views=ShiftViews(book, rule_set, times, changes, clock, since, conflicts, begun),
        backups=_backups(log, own, clock, put_back or partial(_replace, log, clock)),
        book=book,
        rule_set=rule_set,
        changes=changes,
        clock=clock,
    )


def delete_and_close(log: EntryLog, audit: AuditService, gone: Gone) -> None:
    """Close the log and take a person out of its record, for good; raises StorageError."""
    from caregiver_app.storage.deletion import delete_person

    noted = audit.of_deleted()
    log.close()
    delete_person(log.folder, log.keys, gone, noted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What the program goes by, read and found to fit; `printed` is what pages are printed by."""

    rule_set: RuleSet
    form: Form
    times: TimeRules
    changes: Changes
    prompts: PromptContent
    first_aid: FirstAid
    dose_entry: DoseEntryNumbers
    printed: PaperContent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """The services on which others stand."""

    book: RecordBook
    since: ToldSince
    check_ins: CheckInService
    records: RecordsService
    alerts: AlertService
    caregivers: CaregiverService
    plans: PlanService
    profile: ProfileService
    history: HistoryService
    apart: ApartService
    audit: AuditService


def _content() -> _Content:
    rule_set, form = load_rule_set(), load_form()
    check_content(rule_set, form)
    first_aid = load_first_aid()
    return _Content(
        rule_set=rule_set,
        form=form,
        times=load_time_rules(),
        changes=load_changes(),
        prompts=load_plan_prompts(),
        first_aid=first_aid,
        dose_entry=load_dose_entry(),
        printed=_printed(PaperContent(rule_set, form, first_aid, load_wall_rules(rule_set))),
    )


def _printed(shown: PaperContent) -> PaperContent:
    """Return the content of what is printed: English, in whatever language the screens speak."""
    if in_use().code == ENGLISH.code:
        return shown
    rule_set, form = load_rule_set(ENGLISH.code), load_form(ENGLISH.code)
    first_aid = load_first_aid(ENGLISH.code)
    return PaperContent(rule_set, form, first_aid, load_wall_rules(rule_set))


def _shared(log: EntryLog, clock: Clock, settings: SettingsService, known: _Content) -> _Shared:
    rule_set, numbers = known.rule_set, known.dose_entry
    book = RecordBook(log, clock, None if log.is_record else partial(as_judged_here, rule_set))
    of_time = TimeAlerts(book, rule_set, numbers, clock)
    caregivers = CaregiverService(log, book, settings, clock)
    why_not = caregivers.why_not
    plans = PlanService(book, known.prompts, why_not, clock)
    profile = ProfileService(book, why_not, clock)
    history = HistoryService(book, rule_set, known.changes.gap, numbers.carry, clock, why_not)
    return _Shared(
        book=book,
        since=ToldSince(book, rule_set, numbers, known.times, clock),
        check_ins=CheckInService(book, log, rule_set, known.form, clock, of_time),
        records=RecordsService(book, judge_with(rule_set), clock, graver_with(rule_set)),
        alerts=AlertService(book, known.times, clock),
        caregivers=caregivers,
        plans=plans,
        profile=profile,
        history=history,
        apart=ApartService(book, history, plans, profile, clock),
        audit=AuditService(log, book, settings, clock),
    )


def _handoff(own: _Shared, known: _Content, clock: Clock) -> HandoffService:
    """Return what makes the sheets; they are judged and worded by what is printed."""
    rule_set = known.printed.rule_set
    since = ToldSince(own.book, rule_set, known.dose_entry, known.times, clock)
    return HandoffService(
        own.book,
        rule_set,
        clock,
        own.apart.conflicts,
        since.event,
        own.book.newest_hash,
        own.book.is_ahead_elsewhere,
        lambda person_id: alerts_taken_out(own.history.log(person_id)),
        lambda person_id: own.check_ins.begun_alert(person_id, rule_set),
    )


def _family(
    own: _Shared, rule_set: RuleSet, clock: Clock, look_into: Callable[[Bundle], None] | None
) -> FamilyService:
    why_not_from, graver = own.caregivers.why_not_from, graver_with(rule_set)
    return FamilyService(own.book, own.apart, clock, look_into, why_not_from, graver)


def _backups(
    log: EntryLog, own: _Shared, clock: Clock, put_back: Callable[[Backup], None]
) -> BackupService:
    """Return what makes backups and puts them back, which only family may."""

    def refused() -> str | None:
        people = [card.id for card in own.book.people() if not card.practice]
        return own.caregivers.why_not_all(people, Guarded.RESTORE)

    folder = BackupFolder(log.folder, log.keys)
    return BackupService(log, folder, clock, own.book.write_held, put_back, refused)


def _replace(log: EntryLog, clock: Clock, backup: Backup) -> None:
    from caregiver_app.storage.restore import put_back

    log.close()
    put_back(log.folder, backup, clock.now(), log.keys)
