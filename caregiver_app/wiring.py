# SPDX-License-Identifier: MIT
"""Builds what the pages may ask for: the services and the clinical content on an open record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.domain.people.caregivers import Guarded
    from caregiver_app.services.audit import AuditService
    from caregiver_app.services.caregivers import CaregiverService
    from caregiver_app.services.family import Bundle
    from caregiver_app.services.paper import PaperContent
    from caregiver_app.services.record_book import RecordBook
    from caregiver_app.storage.backups import Backup
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.without_person import Gone
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.main_window import MainWindow


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
    from caregiver_app.domain.people.caregivers import Guarded
    from caregiver_app.domain.told_calmer import as_judged_here
    from caregiver_app.services.about import AboutService
    from caregiver_app.services.alerts import AlertService
    from caregiver_app.services.apart import ApartService
    from caregiver_app.services.as_usual import AsUsualService
    from caregiver_app.services.audit import AuditService
    from caregiver_app.services.backups import BackupService
    from caregiver_app.services.caregivers import CaregiverService
    from caregiver_app.services.check_ins import CheckInService
    from caregiver_app.services.deletion import DeletionService
    from caregiver_app.services.dose_entries import DoseEntryService
    from caregiver_app.services.emergency import EmergencyService
    from caregiver_app.services.emergency_log import EmergencyLog
    from caregiver_app.services.family import FamilyService
    from caregiver_app.services.handoff import HandoffService
    from caregiver_app.services.happened import HappenedService
    from caregiver_app.services.history import HistoryService
    from caregiver_app.services.languages import LanguageService, choose_locale
    from caregiver_app.services.overview import OverviewService
    from caregiver_app.services.paper import PaperContent, PaperService
    from caregiver_app.services.passcode import PasscodeService
    from caregiver_app.services.people import PeopleService
    from caregiver_app.services.plan_photos import PlanPhotoService
    from caregiver_app.services.plans import PlanService
    from caregiver_app.services.practice_guide import PracticeGuide
    from caregiver_app.services.profile import ProfileService
    from caregiver_app.services.pump import PumpService
    from caregiver_app.services.record_book import RecordBook
    from caregiver_app.services.records import RecordsService, graver_with, judge_with
    from caregiver_app.services.reference import ReferenceService
    from caregiver_app.services.reminders import ReminderService, reminder_rules
    from caregiver_app.services.settings import SettingsService
    from caregiver_app.services.sharing import SharingService
    from caregiver_app.services.sharing_in import IncomingFiles
    from caregiver_app.services.shift_views import ShiftViews
    from caregiver_app.services.shifts import ShiftService
    from caregiver_app.services.spreadsheets import SpreadsheetService
    from caregiver_app.services.taken_out import alerts_taken_out
    from caregiver_app.services.time_alerts import TimeAlerts
    from caregiver_app.services.told_since import ToldSince
    from caregiver_app.services.trends import TrendService
    from caregiver_app.storage.backups import BackupFolder
    from caregiver_app.ui.app_context import Services

    settings = SettingsService(log)
    choose_locale(settings.current())
    rule_set, form = load_rule_set(), load_form()
    check_content(rule_set, form)
    times, changes, prompts = load_time_rules(), load_changes(), load_plan_prompts()
    first_aid = load_first_aid()
    printed = _printed(PaperContent(rule_set, form, first_aid, load_wall_rules(rule_set)))
    dose_entry = load_dose_entry()
    book = RecordBook(log, clock, None if log.is_record else partial(as_judged_here, rule_set))
    since = ToldSince(book, rule_set, dose_entry, times, clock)
    of_time = TimeAlerts(book, rule_set, dose_entry, clock)
    check_ins = CheckInService(book, log, rule_set, form, clock, of_time)
    on_paper = ToldSince(book, printed.rule_set, dose_entry, times, clock)
    judge, graver = judge_with(rule_set), graver_with(rule_set)
    records = RecordsService(book, judge, clock, graver)
    put_back = put_back or partial(_replace, log, clock)
    alerts = AlertService(book, times, clock)
    caregivers = CaregiverService(log, book, settings, clock)
    why_not = caregivers.why_not
    plans = PlanService(book, prompts, why_not, clock)
    profile = ProfileService(book, why_not, clock)
    history = HistoryService(book, rule_set, changes.gap, dose_entry.carry, clock, why_not)
    apart = ApartService(book, history, plans, profile, clock)
    audit = AuditService(log, book, settings, clock)
    delete = delete or partial(_delete, log, audit)
    return Services(
        caregivers=caregivers,
        people=PeopleService(book, settings, clock, records),
        check_ins=check_ins,
        as_usual=AsUsualService(book, load_as_usual(form), rule_set, times),
        overview=OverviewService(book, rule_set, times, changes, prompts, clock),
        handoff=HandoffService(
            book,
            printed.rule_set,
            clock,
            apart.conflicts,
            on_paper.event,
            book.newest_hash,
            book.is_ahead_elsewhere,
            lambda person_id: alerts_taken_out(history.log(person_id)),
            lambda person_id: check_ins.begun_alert(person_id, printed.rule_set),
        ),
        paper=PaperService(book, log, printed, clock, apart.conflicts),
        plans=plans,
        plan_photos=PlanPhotoService(log.plan_photos, why_not, clock),
        pump=PumpService(book, rule_set, dose_entry.carry, why_not, clock),
        profile=profile,
        emergency=EmergencyService(
            book, rule_set, first_aid, clock, alerts.follow_up, apart.conflicts
        ),
        emergency_log=EmergencyLog(book, rule_set, alerts, clock),
        alerts=alerts,
        doses=DoseEntryService(book, rule_set, dose_entry, since, clock),
        happened=HappenedService(book, rule_set, clock),
        history=history,
        apart=apart,
        family=FamilyService(book, apart, clock, look_into, caregivers.why_not_from, graver),
        reference=ReferenceService(book),
        trends=TrendService(book, clock),
        reminders=ReminderService(
            book, log, settings, reminder_rules(times, rule_set), since, clock
        ),
        settings=settings,
        passcode=PasscodeService(log, book, settings, clock, caregivers.why_not_all),
        about=AboutService(rule_set, log.folder),
        audit=audit,
        deletion=DeletionService(log, book, alerts, why_not, delete),
        practice=PracticeGuide(book, log),
        languages=LanguageService(settings, open_again or log.close, log.folder),
        sharing=SharingService(book, clock, apart.conflicts),
        incoming=IncomingFiles(book, records, why_not),
        spreadsheets=SpreadsheetService(
            book, records, form, clock, lambda: settings.current().recorder
        ),
        shifts=ShiftService(book, clock),
        shift_views=ShiftViews(book, rule_set, times, changes, clock, since, apart.conflicts),
        backups=BackupService(
            log,
            BackupFolder(log.folder, log.keys),
            clock,
            book.write_held,
            put_back,
            partial(_only_family, book, caregivers, Guarded.RESTORE),
        ),
        book=book,
        rule_set=rule_set,
        changes=changes,
        clock=clock,
    )


def _only_family(book: RecordBook, caregivers: CaregiverService, what: Guarded) -> str | None:
    """Return why whoever records may not change what belongs to all real people, or None."""
    people = [card.id for card in book.people() if not card.practice]
    return caregivers.why_not_all(people, what)


def delete_person(
    window: MainWindow,
    log: EntryLog,
    close: Callable[[], None],
    come_back: Callable[[str], None],
    gone: Gone,
) -> None:
    """Take somebody out of the record that is open in a window, for good, and open it again.

    `close` closes the record, `come_back` opens it and says something.
    """
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.system.words import _

    delete = partial(_delete, log, window.services.audit)
    close()
    told = _("They were deleted. Neither the record nor a backup here holds them.")
    try:
        delete(gone)
    except StorageError as error:
        told = _("They are still in the record. {cause}").format(cause=error)
    else:
        window.aside = {}  # it may be about them
    come_back(told)


def look_into_file(
    window: MainWindow,
    clock: Clock,
    close: Callable[[], None],
    come_back: Callable[[str], None],
    bundle: Bundle,
) -> None:
    """Show a file in place of the record until somebody closes it; nothing of it is kept.

    `close` closes the record of this computer, `come_back` opens it again and says something.
    """
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.file_log import FileLog
    from caregiver_app.system.pieces import at_once
    from caregiver_app.system.words import _
    from caregiver_app.ui.record_change import lock_later
    from caregiver_app.ui.theme import load_theme, theme_name

    is_locked = window.services.passcode.is_set
    due = window.services.alerts.next_due()
    chosen = window.services.settings.stored() | {"open_person": bundle.part.person_id}
    close()
    typed, window.aside = window.aside, {}  # it waits for the record of this computer
    try:
        log = FileLog.of_part(bundle.part, chosen, clock)
    except StorageError as error:
        window.aside = typed
        come_back(_("The file cannot be shown. {cause}").format(cause=error))
        return
    before, services = window.services, build_services(log, clock)
    services.emergency_log.is_nobodys = True
    services.emergency_log.take_over(before.emergency_log.waiting(None))

    def close_file() -> None:
        log.close()
        window.aside = typed
        come_back("")
        if is_locked:
            lock_later(window)

    services.family.close_file = close_file
    services.family.own_is_due = lambda: due is not None and due.utc <= clock.now()
    if is_locked:  # nobody comes back to a record that stands open behind a forgotten file
        services.family.close_after = (clock, lambda: services.settings.lock_after_s)
    window.closed.connect(log.close)
    look = services.settings.current()
    at_once(window.beginning(services, load_theme(theme_name(look.theme), float(look.text_scale))))


def help_content() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return first aid and the red flags, for a screen that knows nobody."""
    from caregiver_app.content.form import load_form
    from caregiver_app.content.tables import ContentError

    try:
        flags = tuple(tile.label for tile in load_form().tiles)
    except ContentError:
        flags = ()
    return first_aid_steps(), flags


def first_aid_steps() -> tuple[str, ...]:
    """Return what to do until help comes; nothing when it is the content that cannot be read."""
    from caregiver_app.content.emergency_words import load_first_aid
    from caregiver_app.content.tables import ContentError
    from caregiver_app.system.words import in_use

    try:
        return load_first_aid().steps_for(in_use().emergency, ())
    except ContentError:
        return ()


def why_not_open(error: Exception) -> str:
    """Return why the program cannot begin; of a mistake its kind alone, which holds no data."""
    from caregiver_app.content.tables import ContentError
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.system.words import _

    if isinstance(error, StorageError | ContentError):
        return str(error)
    words = _("Something in the program failed: {kind}. The record was not changed.")
    return words.format(kind=type(error).__name__)


def stand_in(window: MainWindow, clock: Clock, again: Callable[[], None], words: str) -> None:
    """Show whom to call where the program failed before it had a page."""
    from caregiver_app.ui.pages.rescue import RescuePage
    from caregiver_app.ui.theme import theme_name

    page = RescuePage(words, theme_name("system"), clock, first_aid_steps())
    page.again_pressed.connect(again)
    window.put_away(page)


def _printed(shown: PaperContent) -> PaperContent:
    """Return the content of what is printed: English, in whatever language the screens speak."""
    from caregiver_app.content.emergency_words import load_first_aid
    from caregiver_app.content.form import load_form
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.content.paper import load_wall_rules
    from caregiver_app.services.paper import PaperContent
    from caregiver_app.system.words import ENGLISH, in_use

    if in_use().code == ENGLISH.code:
        return shown
    rule_set, form = load_rule_set(ENGLISH.code), load_form(ENGLISH.code)
    first_aid = load_first_aid(ENGLISH.code)
    return PaperContent(rule_set, form, first_aid, load_wall_rules(rule_set))


def _delete(log: EntryLog, audit: AuditService, gone: Gone) -> None:
    from caregiver_app.storage.deletion import delete_person

    noted = audit.of_deleted()
    log.close()
    delete_person(log.folder, log.keys, gone, noted)


def _replace(log: EntryLog, clock: Clock, backup: Backup) -> None:
    from caregiver_app.storage.restore import put_back

    log.close()
    put_back(log.folder, backup, clock.now(), log.keys)
