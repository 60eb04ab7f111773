# SPDX-License-Identifier: MIT
"""Opens the record behind a window, closes it, and stands by where it cannot be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from pathlib import Path

    from caregiver_app.domain.emergency_log import Tapped
    from caregiver_app.services.safekeeping.lost_record import LostRecord
    from caregiver_app.services.sharing_files.family import Bundle
    from caregiver_app.storage.backups import Backup
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.key_files import KeyFiles
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.pages.rescue import RescuePage
    from caregiver_app.ui.window.main_window import MainWindow

    Taps = Callable[[], Sequence[Tapped]]


def open_record(
    window: MainWindow, data_dir: Path, clock: Clock, keys: KeyFiles | None = None
) -> EntryLog:
    """Open the record behind a window and show the person who was open last.

    `keys` open one with a passcode. Returns the open log. Raises StorageError or ContentError
    when the program cannot work.
    """
    from caregiver_app.system.pieces import at_once

    return at_once(opening(window, data_dir, clock, keys))


def opening(
    window: MainWindow, data_dir: Path, clock: Clock, keys: KeyFiles | None = None
) -> Generator[None, None, EntryLog]:
    """Do the same in short pieces; what stands in the window stays, and works, until the last."""
    from caregiver_app.storage.renewal import opening_renewed
    from caregiver_app.ui.lock.record_change import AtClose, keep_lock_screen
    from caregiver_app.ui.look.theme import load_theme, theme_name

    log = yield from opening_renewed(data_dir, clock, keys)
    try:
        yield
        services = _services_on(window, log, data_dir, clock)
        yield
        services.caregivers.sign_out()
        chosen = services.settings.current()
        theme = load_theme(theme_name(chosen.theme), float(chosen.text_scale))
        yield from window.beginning(services, theme)
    except BaseException:
        from caregiver_app.ui.frame.window_frame import drop_unshown

        log.close()  # or the next try would find the record open already
        drop_unshown(window)
        raise
    at_close = AtClose(window)
    at_close.also(partial(keep_lock_screen, services))
    at_close.also(log.close)
    _let_lock(window, log, clock)
    if log.only_to_look is not None:
        window.show_trouble(_look_words(log))
    elif told := services.passcode.finish():
        window.show_trouble(told)
    keep_lock_screen(services)
    services.audit.note_wrong_tries()
    return log


def _services_on(window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock) -> Services:
    from caregiver_app.other_record import delete_person, look_into_file
    from caregiver_app.ui.lock.record_change import ask_before
    from caregiver_app.wiring import build_services

    put_back = partial(ask_before, window, partial(_put_back, window, log, data_dir, clock))
    open_again = partial(_open_again, window, log, data_dir, clock)
    close, back = partial(_close_record, window, log), partial(_open_later, window, log, clock)
    look_into = partial(_soon, window, partial(look_into_file, window, clock, close, back))
    delete = partial(ask_before, window, partial(delete_person, window, log, close, back))
    services = build_services(log, clock, put_back, open_again, look_into, delete)
    services.passcode.open_again = partial(_open_under_new_key, window, log, clock)
    return services


def _let_lock(window: MainWindow, log: EntryLog, clock: Clock) -> None:
    from caregiver_app.no_record import help_content
    from caregiver_app.ui.lock.locking import Locking

    was_locked = [before.end() for before in window.findChildren(Locking)]  # of what was open
    close = partial(_close_record, window, log)
    again = partial(_open_behind, window, log.folder, clock)
    locking = Locking(window, clock, help_content, (close, again))
    if any(was_locked):
        locking.lock()


def _look_words(log: EntryLog) -> str:
    words = _("{problem} You can look at it here, but nothing can be saved.")
    return words.format(problem=log.only_to_look) if log.only_to_look is not None else ""


def open_or_ask(
    window: MainWindow, data_dir: Path, clock: Clock, taps: Sequence[Tapped] = ()
) -> None:
    """Open the record; one with a passcode stays locked until that was typed.

    `taps` are times from before, which go into the record with those of the lock screen.
    """
    from contextlib import suppress

    from caregiver_app.content.seal import check_seal
    from caregiver_app.services.languages import choose_early
    from caregiver_app.services.safekeeping.locked_record import LockedRecord

    choose_early(data_dir)
    try:
        check_seal()
    except Exception as error:  # rules that somebody changed judge nobody; there is still help
        _rescue(window, data_dir, clock, error, taps, None)
        return
    with suppress(Exception):  # the page for 911 says then that it needs the passcode
        locked = LockedRecord(data_dir)
        if locked.is_locked:
            from caregiver_app.no_record import help_content
            from caregiver_app.ui.lock.locking import ask_first

            with_keys = partial(_open_behind, window, data_dir, clock)
            ask_first(window, locked, clock, help_content, with_keys, taps)
            return
    _open_or_rescue(window, data_dir, clock, "", taps)


def _open_or_rescue(
    window: MainWindow,
    data_dir: Path,
    clock: Clock,
    told: str = "",
    taps: Iterable[Tapped] = (),
    keys: KeyFiles | None = None,
) -> None:
    """Open the record with what is nobody's yet, and say `told`; else there is still help."""
    try:
        log = open_record(window, data_dir, clock, keys)
    except Exception as error:  # whatever it is, the words for 911 are still there
        _rescue(window, data_dir, clock, error, taps, keys)
    else:
        _go_on(window, log, clock, told, taps)


def _open_behind(
    window: MainWindow,
    data_dir: Path,
    clock: Clock,
    taps: Taps,
    keys: KeyFiles,
    then: Callable[[], None] | None = None,
) -> None:
    """Do the same in short pieces behind what stands there; `taps` are taken over at the end.

    `then` is called when the record is open, or when there is help instead.
    """
    from caregiver_app.ui.background.piecework import Piecework

    work = Piecework(window)
    window.closed.connect(work.stop)

    def opened(log: object) -> None:
        _go_on(window, log, clock, "", taps())  # type: ignore[arg-type]  # what the pieces made
        ended()

    def failed(error: Exception) -> None:
        _rescue(window, data_dir, clock, error, taps(), keys)
        ended()

    def ended() -> None:
        work.deleteLater()
        if then is not None:
            then()

    work.run(opening(window, data_dir, clock, keys), opened, failed)


def _rescue(
    window: MainWindow,
    data_dir: Path,
    clock: Clock,
    error: Exception,
    taps: Iterable[Tapped],
    keys: KeyFiles | None,
) -> None:
    """Show whom to call, and offer what helps, where the record cannot be opened."""
    from caregiver_app.no_record import first_aid_steps, why_not_open
    from caregiver_app.services.safekeeping.lost_record import LostRecord
    from caregiver_app.ui.look.theme import theme_name
    from caregiver_app.ui.pages.rescue import RescuePage
    from caregiver_app.ui.window.rescue_offer import offer_backup
    from caregiver_app.ui.window.taps_leaving import TapsLeaving

    page = RescuePage(why_not_open(error), theme_name("system"), clock, first_aid_steps())
    window.put_away(page)
    page.taps += taps
    TapsLeaving(window, page, theme_name("system"), lambda: page.taps)
    lost = LostRecord(data_dir, error, clock, keys)
    again = partial(_try_again, window, page, data_dir, clock, lost)
    page.again_pressed.connect(again)
    offer_backup(page, lost, clock, again)


def _go_on(
    window: MainWindow, log: EntryLog, clock: Clock, told: str, taps: Iterable[Tapped]
) -> None:
    """Take over what is nobody's yet, look after the record that is open now, and say `told`."""
    window.services.emergency_log.take_over(taps)
    if log.keys.by_recovery:  # nobody knows the passcode
        window.show_page("passcode")
    if taps:
        window.show_emergency()
    _look_after(window, log, clock)
    if told:
        window.show_trouble(told)


def _try_again(
    window: MainWindow, page: RescuePage, data_dir: Path, clock: Clock, lost: LostRecord
) -> None:
    """Open the record after all, and hand it the times that were tapped without it."""
    from caregiver_app.content.seal import check_seal
    from caregiver_app.no_record import why_not_open
    from caregiver_app.services.safekeeping.locked_record import LockedRecord

    if lost.keys.lock is None and LockedRecord(data_dir).is_locked:  # its key can be read now
        open_or_ask(window, data_dir, clock, page.taps)
        return
    try:
        check_seal()
        log = open_record(window, data_dir, clock, lost.keys)
    except Exception as error:  # the times that were tapped stay on the screen
        page.still(why_not_open(error))
        return
    if page.taps:
        window.services.emergency_log.take_over(page.taps)
        window.show_emergency()
    _look_after(window, log, clock)


def _look_after(window: MainWindow, log: EntryLog, clock: Clock) -> None:
    """Check the record, back it up, and come to the front when the program is started again."""
    from caregiver_app.storage.database import DATABASE, KEY
    from caregiver_app.storage.lock_file import LOCK, answer, is_asked
    from caregiver_app.system.clock import steady_s
    from caregiver_app.system.failures import RunningMark
    from caregiver_app.ui.desktop.clock_watch import ClockWatch
    from caregiver_app.ui.desktop.theme_watch import ThemeWatch
    from caregiver_app.ui.files.place_warning import place_warning
    from caregiver_app.ui.lock.locking import follow_look
    from caregiver_app.ui.lock.record_change import AtClose
    from caregiver_app.ui.watches.upkeep import Upkeep
    from caregiver_app.ui.window.look_again import look_again
    from caregiver_app.ui.window.recorder_later import ask_later
    from caregiver_app.ui.window.second_start import SecondStart

    upkeep = Upkeep(window.services.backups, log.checking, log.last_written, clock, window)
    upkeep.trouble_met.connect(window.show_trouble)
    at_close = AtClose(window)
    at_close.also(upkeep.end)
    lock = log.folder / LOCK
    SecondStart(partial(is_asked, lock), partial(answer, lock), window, upkeep)
    ThemeWatch(window.services.settings, upkeep).changed.connect(partial(follow_look, window))
    clocks = ClockWatch(clock.now, steady_s, upkeep)
    clocks.jumped.connect(window.show_trouble)
    clocks.resumed.connect(partial(look_again, window))
    told = [_look_words(log), place_warning(log.folder, (DATABASE, KEY))]
    if log.only_to_look is None:
        mark = RunningMark(log.folder)
        at_close.also(mark.end)
        if mark.begin():
            told.append(_("The program was not closed last time. What was saved is here."))
    upkeep.tell(told)
    ask_later(window)


def _put_back(
    window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock, backup: Backup
) -> None:
    """Put a backup in place of the record that is open in a window, and open it there."""
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.restore import put_back

    noted = window.services.audit.of_put_back(backup.name)
    _close_record(window, log)
    told = _("The backup was put back. What was here before is kept among the backups.")
    try:
        put_back(data_dir, backup, clock.now(), log.keys, noted)
    except StorageError as error:
        told = _("Nothing was put back. {cause}").format(cause=error)
    else:
        window.aside = {}  # it was of the other record
    _open_later(window, log, clock, told)


def _open_again(window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock) -> None:
    """Open the record anew: the sentences of another language or country are read with it."""
    from PySide6.QtCore import QTimer

    _close_record(window, log)
    _open_later(window, log, clock)
    QTimer.singleShot(0, window, partial(window.show_page, "settings"))


def _open_under_new_key(window: MainWindow, log: EntryLog, clock: Clock, told: str) -> None:
    """Open a record anew whose lock was changed: that gives it another key. Say `told` then."""
    from PySide6.QtCore import QTimer

    from caregiver_app.ui.look.first_frame import FirstFrame
    from caregiver_app.ui.look.theme import theme_name

    taps = window.services.emergency_log.waiting(None)
    first = FirstFrame(theme_name(window.services.settings.current().theme))
    first.emergency_pressed.connect(window.show_emergency)
    _close_record(window, log)

    def begin() -> None:
        window.put_away(first)
        window.comes_back_to = "passcode"
        _open_behind(window, log.folder, clock, lambda: taps, log.keys, say)

    def say() -> None:
        from caregiver_app.ui.pages.passcode import PasscodePage

        window.comes_back_to = ""
        window.show_page("passcode")
        for page in window.findChildren(PasscodePage):
            page.say(told)

    QTimer.singleShot(0, window, begin)


def _soon(window: MainWindow, work: Callable[[Bundle], None], bundle: Bundle) -> None:
    """Show a file, after the page that asked has ended its own press."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window, partial(work, bundle))


def _close_record(window: MainWindow, log: EntryLog) -> None:
    from caregiver_app.system.failures import RunningMark
    from caregiver_app.ui.lock.record_change import put_down

    put_down(window)
    RunningMark(log.folder).end()
    log.close()


def _open_later(window: MainWindow, log: EntryLog, clock: Clock, told: str = "") -> None:
    """Open the record, after the page that asked has ended its own press."""
    from PySide6.QtCore import QTimer

    taps = window.services.emergency_log.waiting(None)
    work = partial(_open_or_rescue, window, log.folder, clock, told, taps, log.keys)
    QTimer.singleShot(0, window, work)
