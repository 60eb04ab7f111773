# SPDX-License-Identifier: MIT
"""The commands that need no window: judge, print, import, export, remind, the installers' test.

Imports stand inside the commands: `assess` must start without the SQL driver and the PDF
library, `handoff` without the driver.
"""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from caregiver_app.arguments import parsed
from caregiver_app.content.seal import check_seal
from caregiver_app.content.tables import ContentError
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.words import _, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from caregiver_app.domain.assessment import Assessment
    from caregiver_app.domain.check_in import CheckIn
    from caregiver_app.domain.moments import Moment
    from caregiver_app.domain.record import Record
    from caregiver_app.services.handing_over.handoff import Sheet
    from caregiver_app.services.sharing_files.records import RecordsService
    from caregiver_app.services.sharing_files.sharing_in import IncomingFiles
    from caregiver_app.storage.key_files import KeyFiles

DONE, FAILED, WRONG_INPUT = 0, 1, 2


def run(argv: list[str], self_test: Callable[[], int]) -> int:
    """Run one command and return its exit code: 0 done, 1 the program failed, 2 wrong input.

    Whatever goes wrong is one line on standard error.
    """
    _speak_utf8()
    if argv[:1] == ["--remind"]:  # as the computer's timer says it
        argv = ["remind", *argv[1:]]
    try:
        return _done(parsed(argv), self_test)
    except RecordError as error:
        return _told(str(error), WRONG_INPUT)
    except (StorageError, ContentError) as error:
        return _told(str(error), FAILED)
    except ModuleNotFoundError as error:  # a checkout that nobody has set up
        lacks = _("this Python lacks {name}: first type python3 dev.py setup")
        return _told(lacks.format(name=error.name), FAILED)
    except SystemExit as stop:  # argparse, after --help or --version
        return int(stop.code or 0)
    except Exception as error:  # the last resort: a trace could carry the person's data
        return _told(_("the program failed: {error}").format(error=type(error).__name__), FAILED)


def _done(options: argparse.Namespace, self_test: Callable[[], int]) -> int:
    check_seal()
    if options.command == "self-test":
        return self_test()
    with suppress(BrokenPipeError):  # whoever reads has seen enough: `assess RECORD.json | head`
        _COMMANDS[options.command](options)
    return DONE


def _assess(options: argparse.Namespace) -> None:
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.domain.rules.engine import assess_record
    from caregiver_app.system.exact_json import dumps

    record = _read(options.record)
    rule_set = load_rule_set()
    judged = assess_record(rule_set, record)
    prompts = _plan_prompts(record)
    if not options.json:
        for check_in, assessment in judged:
            rules = " ".join(finding.id for finding in assessment.rules) or "-"
            beside = "".join(f"  event: {kind}" for kind in _event(check_in).values())
            print(f"{check_in.at.text}  {assessment.level.name}  {rules}{beside}")
        for prompt in prompts:
            print("  ".join((prompt["id"], prompt.get("step_from", "-"), prompt["message"])))
        return
    answer = {
        "format": "taper-assessment/1",
        "rule_set": rule_set.version,
        "check_ins": [_judgement(check_in, assessment) for check_in, assessment in judged],
        "plan_prompts": prompts,
    }
    print(dumps(answer, indent=1))


def _plan_prompts(record: Record) -> list[dict[str, str]]:
    """Return what the plans of the record raise, confirmed or not, as they stand at its end."""
    from caregiver_app.content.plan_prompts import load_plan_prompts
    from caregiver_app.domain.prompts.plan_prompts import last_told, plan_prompts
    from caregiver_app.system.clock import SystemClock, here_and_now

    now = last_told(record) or here_and_now(SystemClock())
    found = []
    for prompt in plan_prompts(load_plan_prompts(), record, now):
        step = {"step_from": prompt.step_from.isoformat()} if prompt.step_from else {}
        found.append({"id": prompt.id, **step, "message": prompt.message})
    return found


def _event(check_in: CheckIn) -> dict[str, str]:
    """Return what happened, of a line between check-ins: by its own few answers it tells less."""
    from caregiver_app.domain.happened import kind_of

    kind = kind_of(check_in)
    return {"event": kind.value} if kind is not None else {}


def _judgement(check_in: CheckIn, assessment: Assessment) -> dict[str, Any]:
    from caregiver_app.domain.plain import to_plain

    return {
        "id": check_in.id,
        "at": check_in.at.text,
        **_event(check_in),
        "level": assessment.level.name,
        "action": assessment.action.value if assessment.action else None,
        "hours_since_last_kept_dose": assessment.hours_since_last_kept_dose,
        "rules": [to_plain(finding) for finding in assessment.rules],
        "missing": list(assessment.missing),
    }


@unsearched()
def _handoff(options: argparse.Namespace) -> None:
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.domain.sheets.handoff import Audience
    from caregiver_app.domain.timing.told_until import as_of
    from caregiver_app.domain.told_calmer import as_judged_here
    from caregiver_app.services.checking_in.told_in_file import told_in_file
    from caregiver_app.services.files import refuse_to_replace, write_whole
    from caregiver_app.services.handing_over.handoff import sheet_from_record

    record = _read(options.record)
    refuse_to_replace(options.out, [options.record])
    now, rule_set = _printed_at(options.at, record), load_rule_set()
    record = as_judged_here(rule_set, as_of(record, now), now)
    audience = Audience(options.sheet)
    since = told_in_file(rule_set, record, now)
    sheet = sheet_from_record(
        rule_set, record, now, options.paper, audience, days=_days(options), since=since
    )
    write_whole(options.out, (_with_fhir(sheet, record, now) if options.fhir else sheet).pdf)


def _with_fhir(sheet: Sheet, record: Record, now: Moment) -> Sheet:
    from caregiver_app.domain.plain import to_plain
    from caregiver_app.services.handing_over.sheet_files import fhir_in, with_attached
    from caregiver_app.services.sharing_files.identity import person_uuid

    person_id = person_uuid({"dob": None} | to_plain(record.person))
    return with_attached(sheet, fhir_in(sheet, record, person_id, now))


def _days(options: argparse.Namespace) -> int | None:
    from caregiver_app.services.handing_over.handoff import MOST_DAYS

    text: str | None = options.days
    if text is None:
        return None
    if options.sheet != "clinic":
        told = _("only the sheet for the clinic looks back a number of days")
        raise RecordError("--days", told, "--sheet clinic")
    return _number_of_days(text, MOST_DAYS)


def _number_of_days(text: str, most: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not is_number or not 1 <= int(text) <= most:
        told = _("{} is not a number of days").format(shown(text))
        raise RecordError("--days", told, _("a whole number from 1 to {}").format(most))
    return int(text)


def _printed_at(text: str | None, record: Record) -> Moment:
    from caregiver_app.domain.moments import Moment
    from caregiver_app.domain.rules.engine import at_of
    from caregiver_app.exchange.schema import check, record_schema
    from caregiver_app.system.clock import SystemClock, here_and_now

    if text is not None:
        check_ins = record_schema()["properties"]["check_ins"]
        check(text, check_ins["items"]["properties"]["at"], "--at")
        return Moment.parse(text, record.person.zone)
    last = record.last_check_in
    return at_of(last) if last else here_and_now(SystemClock())


def _import(options: argparse.Namespace) -> None:
    from caregiver_app.exchange.reader import read_record
    from caregiver_app.services.sharing_files.sharing_in import IncomingFiles, refuse_deleted

    is_table = options.record.suffix.casefold() == ".csv"
    if is_table or (options.preview and _is_known(_data_dir(options))):
        with _open_records(_known_folder(options)) as records:
            _add(IncomingFiles(records.book, records), options)
        return
    plain = read_record(options.record)  # refused before anything here is opened or made
    if options.preview:
        _look_into_nothing(plain)
        return
    with _open_records(_data_dir(options)) as records:
        if not options.bring_back and records.was_deleted(plain):
            refuse_deleted(plain["person"]["name"])
        result = records.import_plain(plain)
    _print_new(result.name, result.new_entries)


def _look_into_nothing(plain: dict[str, Any]) -> None:
    """Say what the first record of this computer would add; no folder is made for that."""
    from caregiver_app.services.sharing_files.records import into_nothing
    from caregiver_app.system.clock import SystemClock

    first = into_nothing(plain, SystemClock())
    _print_new(first.name, first.new_entries)


def _add(incoming: IncomingFiles, options: argparse.Namespace) -> None:
    from caregiver_app.services.sharing_files.sharing_in import refuse_deleted

    found = incoming.preview(options.record)
    if found.was_deleted and not options.bring_back:
        refuse_deleted(found.name)
    if found.same_time:
        beside = ngettext(
            "{n} row has the time of an entry that is here",
            "{n} rows have the time of an entry that is here",
            found.same_time,
        )
        print(f"{found.name}: {beside.format(n=found.same_time)}")
    if options.preview:
        _print_new(found.name, found.new)
    else:
        _print_new(found.name, incoming.add(found, also_same_time=options.same_time))


def _print_new(name: str, number: int) -> None:
    new = ngettext("{number} new entry", "{number} new entries", number)
    print(f"{name}: {new.format(number=number)}")


def _is_known(folder: Path) -> bool:
    from caregiver_app.storage.database import DATABASE, KEY

    return (folder / DATABASE).exists() or (folder / KEY).exists()


def _known_folder(options: argparse.Namespace) -> Path:
    folder = _data_dir(options)
    if not _is_known(folder):
        raise RecordError("--data-dir", _("there is no record in {}").format(folder), "")
    return folder


def _export(options: argparse.Namespace) -> None:
    from caregiver_app.services.files import refuse_to_replace

    if options.days is not None and not options.fhir:
        raise RecordError(
            "--days", _("only the FHIR document looks back a number of days"), "--fhir"
        )
    folder = _known_folder(options)
    for path in _written(options):
        refuse_to_replace(path, folder.rglob("*"))
    with _open_records(folder) as records:
        if options.csv:
            _export_tables(records, options)
        elif options.fhir:
            _export_fhir(records, options)
        else:
            records.export_record(options.person, options.out)
        records.note_given_out(options.person, options.out)


def _written(options: argparse.Namespace) -> list[Path]:
    """Return the files that an export writes."""
    from caregiver_app.services.sharing_files.sharing import TABLE_NAMES

    if not options.csv:
        return [options.out]
    if not options.out.is_dir():
        told = _("{} is not a folder").format(shown(str(options.out)))
        raise RecordError("--out", told, _("with --csv, a folder that is there"))
    return [_table(options.out, name) for name in TABLE_NAMES.values()]


def _table(folder: Path, name: str) -> Path:
    return folder / f"{name}.csv"


def _export_tables(records: RecordsService, options: argparse.Namespace) -> None:
    from caregiver_app.services.files import write_whole
    from caregiver_app.services.sharing_files.sharing import table_files

    for name, data in table_files(records.plain_record(options.person)).items():
        write_whole(_table(options.out, name), data)


def _export_fhir(records: RecordsService, options: argparse.Namespace) -> None:
    from caregiver_app.services.files import write_whole
    from caregiver_app.services.sharing_files.apart import open_in
    from caregiver_app.services.sharing_files.sharing import CLINIC_DAYS, MOST_DAYS, fhir_file
    from caregiver_app.system.clock import SystemClock, here_and_now

    person_id, now = records.find(options.person).id, here_and_now(SystemClock())
    days = CLINIC_DAYS if options.days is None else _number_of_days(options.days, MOST_DAYS)
    apart, record = open_in(records.book, person_id), records.book.record(person_id)
    write_whole(options.out, fhir_file(record, person_id, now, days, apart))


@contextmanager
def _open_records(folder: Path) -> Iterator[RecordsService]:
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.services.log.record_book import RecordBook
    from caregiver_app.services.sharing_files.records import RecordsService, graver_with, judge_with
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.system.clock import SystemClock

    clock, rule_set = SystemClock(), load_rule_set()
    log = EntryLog.open(folder, clock, _keys(folder))
    try:
        log.check()
        judge, graver = judge_with(rule_set), graver_with(rule_set)
        yield RecordsService(RecordBook(log, clock), judge, clock, graver)
    finally:
        log.close()


def _keys(folder: Path) -> KeyFiles | None:
    """Return what opens a record with a passcode, asked for where somebody can type it."""
    from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way

    locked = LockedRecord(folder)
    if not locked.is_locked or not sys.stdin.isatty():
        return None
    import getpass
    from math import ceil

    if wait := ceil(locked.wait_s()):
        words = ngettext(
            "Wait {n} second, then try again.", "Wait {n} seconds, then try again.", wait
        )
        raise StorageError("wrong_passcode", words.format(n=wait))
    return locked.open(Way.PASSCODE, getpass.getpass(_("Passcode: ")))


def _remind(options: argparse.Namespace) -> None:
    """Tell once of what is due; nothing is printed, and nothing of the record is changed."""
    from caregiver_app.services.reminding.remind_once import OnceReminder
    from caregiver_app.services.reminding.reminders import notice_words
    from caregiver_app.system.clock import SystemClock
    from caregiver_app.system.notice import NoNotice, send

    once = OnceReminder(_data_dir(options), SystemClock())
    due = once.due()
    if not due:
        return
    try:
        send(_("Caregiver Checklist"), notice_words(due))
    except NoNotice as told:
        raise StorageError("failed", str(told)) from told
    once.note()


_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "assess": _assess,
    "handoff": _handoff,
    "import": _import,
    "export": _export,
    "remind": _remind,
}


def _read(path: Path) -> Record:
    from caregiver_app.exchange.reader import read_whole

    return read_whole(path)


def _data_dir(options: argparse.Namespace) -> Path:
    from caregiver_app.system.paths import default_data_dir

    chosen: Path | None = options.data_dir
    folder = chosen or default_data_dir()
    if folder.exists() and not folder.is_dir():
        raise RecordError("--data-dir", _("{} is not a folder").format(folder), _("a folder"))
    return folder


def _told(line: str, code: int) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return code


def _speak_utf8() -> None:
    # A Windows console may speak an old code page; what is printed holds names and "≥".
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
