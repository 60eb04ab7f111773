# SPDX-License-Identifier: MIT
"""Opening the encrypted database, and what its errors mean.

Never open the database file with Python while a connection has it open: closing any descriptor
of it drops the locks of the whole process.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import apsw

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.keys import (
    KEY_BYTES,
    RecordKey,
    is_same_database,
    new_key,
    read_mark,
    sync_folder,
)
from caregiver_app.storage.migrations import check_schema, is_behind, migrate
from caregiver_app.storage.patience import patiently
from caregiver_app.storage.reached import forget_reached
from caregiver_app.storage.transaction import named_by_the_disk
from caregiver_app.system.plain_file import NotAFileError, is_other, is_there
from caregiver_app.system.words import _

DATABASE = "record.db"
KEY = "record.key"
BACKUPS = "backups"
UNFINISHED = "record.db.new"

_PRAGMAS: tuple[tuple[str, str | int, str | int], ...] = (
    # name, value to set, value read back
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", 0, 0),
)

_SMALLEST_PAGE = 512
_LONG_PATH = 440
"""Bytes of a folder or a database in it: the driver takes 512, with the name of a journal."""
_WORDS_BEFORE = 20
_SETTINGS = {name: value for name, value, _back in _PRAGMAS}

_CAUSES: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.FullError, "disk_full"),
    (apsw.ReadOnlyError, "read_only"),
    (apsw.NotADBError, "damaged"),
    (apsw.CorruptError, "damaged"),
    (apsw.BusyError, "locked"),
    (apsw.LockedError, "locked"),
    (apsw.CantOpenError, "missing"),
)
_SYSTEM_CAUSES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.ENOENT: "missing",
    errno.ENODEV: "missing",
}
_IN_THE_WAY = frozenset({errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ELOOP})


@contextmanager
def plain_errors(database: Path) -> Iterator[None]:
    """Turn errors of the driver and of the file system into StorageError."""
    try:
        yield
    except apsw.CantOpenError as error:
        words = _no_folder() if _is_too_long(database) else ""
        raise StorageError(_cause(error, database), words) from error
    except apsw.Error as error:
        raise StorageError(_cause(error, database)) from error
    except UnicodeEncodeError as error:
        is_path = error.object.startswith(str(database.parent))
        raise StorageError("failed", _no_folder() if is_path else _unwritable(error)) from error
    except NotAFileError as error:
        raise StorageError("missing", _not_a_file(error.filename)) from error
    except OSError as error:
        if error.errno in _IN_THE_WAY and error.filename is not None:
            raise StorageError("missing", _not_a_file(error.filename)) from error
        words = _no_folder() if error.errno == errno.ENAMETOOLONG else ""
        raise StorageError(_SYSTEM_CAUSES.get(error.errno or 0, "failed"), words) from error


def identity(path: Path) -> tuple[int, int]:
    """Tell one file from another of the same name; it may be open."""
    status = os.stat(path)  # noqa: PTH116 - on every save, and a stat opens no descriptor
    return status.st_dev, status.st_ino


def open_record(
    folder: Path, keys: KeyFiles, before_update: Callable[[apsw.Connection], None]
) -> apsw.Connection:
    """Open the database of a data folder, or create it when neither it nor a key is there.

    The caller holds the lock file. An existing record is never replaced by an empty one, nor is
    one begun where there are backups of another. `before_update` is called with the open database
    before its schema is brought up to date.
    """
    database, key_file = folder / DATABASE, folder / KEY
    if not finish_new_record(folder, keys) and not database.exists():
        if key_file.exists():
            raise StorageError(
                "missing", _("The key file is here but the record itself, record.db, is missing.")
            )
        if any((folder / BACKUPS).glob("*.db")):
            raise StorageError("missing", _("The record is gone, but its backups are here."))
        _create(folder, keys)
    if not key_file.exists():
        raise StorageError(
            "missing", _("The record is here but its key file, record.key, is missing.")
        )
    return _open_existing(database, keys.read(key_file), before_update)


def look_into(database: Path, key_file: Path, keys: KeyFiles) -> apsw.Connection:
    """Open an existing database that cannot or must not be written, only to look.

    Nothing is changed, not even to repair it: what a writer left unfinished raises StorageError.
    """
    held = keys.read(key_file)
    _refuse_stump(database)
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        _unlock(connection, held.key)
        for name in ("temp_store", "trusted_schema", "cell_size_check", "mmap_size"):
            connection.pragma(name, _SETTINGS[name])
    except BaseException:
        connection.close()
        raise
    return connection


def look_into_record(database: Path, key_file: Path, keys: KeyFiles) -> apsw.Connection:
    """Do the same with a record or a backup, which may be from anybody.

    One whose schema is not of this program raises StorageError.
    """
    connection = look_into(database, key_file, keys)
    try:
        check_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path, key: bytes, *, create: bool = False) -> apsw.Connection:
    """Open one encrypted database file with every setting proven by reading it back."""
    if len(key) != KEY_BYTES:
        raise StorageError("wrong_key")  # the driver would take it for a passphrase, in silence
    if create:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    else:
        _refuse_stump(path)
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    connection = apsw.Connection(str(path), flags=flags)
    try:
        with named_by_the_disk(connection):
            _unlock(connection, key)
            _set_pragmas(connection)
            connection.execute("BEGIN EXCLUSIVE; COMMIT")  # only now is the file's own lock held
    except BaseException:
        with suppress(apsw.Error):  # what went wrong before says more
            connection.close()
        raise
    return connection


def _refuse_stump(path: Path) -> None:
    for file in (path, path.with_name(f"{path.name}-journal")):
        if is_other(file):
            raise NotAFileError(file)  # the driver would wait for a pipe to say something
    if path.stat().st_size < _SMALLEST_PAGE:
        raise StorageError("damaged")  # the driver takes 0 bytes, or 1, for a new database


def _unlock(connection: apsw.Connection, key: bytes) -> None:
    connection.pragma("cipher", "chacha20")
    connection.execute(f"PRAGMA key='raw:{key.hex()}'", can_cache=False)  # it is kept nowhere
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # a wrong key fails here


def _set_pragmas(connection: apsw.Connection) -> None:
    for name, value, read_back in _PRAGMAS:
        connection.pragma(name, value)
        if connection.pragma(name) != read_back:
            raise StorageError("failed", _("The disk does not allow safe saving here."))


def _open_existing(
    database: Path, held: RecordKey, before_update: Callable[[apsw.Connection], None]
) -> apsw.Connection:
    mark = read_mark(database)
    try:
        connection = connect(database, held.key)
    except apsw.NotADBError:
        cause = "damaged" if is_same_database(held, mark) else "wrong_key"
        raise StorageError(cause) from None
    try:
        check_schema(connection)  # before anything in it could run
        if is_behind(connection):
            before_update(connection)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _create(folder: Path, keys: KeyFiles) -> None:
    # Under another name first: a power cut must not leave a database without its key, nor let
    # the journal of the first start come back over a later save.
    unfinished, key = folder / UNFINISHED, new_key()
    for leftover in (unfinished, folder / f"{UNFINISHED}-journal"):
        leftover.unlink(missing_ok=True)
    connection = connect(unfinished, key, create=True)
    try:
        migrate(connection)
    finally:
        connection.close()
    (folder / f"{UNFINISHED}-journal").unlink(missing_ok=True)
    sync_folder(folder)
    keys.write(folder / KEY, RecordKey(key, read_mark(unfinished)))
    finish_new_record(folder, keys)


def finish_new_record(folder: Path, keys: KeyFiles) -> bool:
    """Give a new or restored database its name once its key is there; say whether there was one.

    The key file decides: it names the database that it belongs to. What the power cut short is
    finished at the next start.
    """
    unfinished, key_file, database = folder / UNFINISHED, folder / KEY, folder / DATABASE
    if not (unfinished.is_file() and key_file.exists()):
        return False
    if keys.read(key_file).mark != read_mark(unfinished):
        return False
    forget_reached(folder)
    # What another database left unfinished must never be played back into this one.
    database.with_name(f"{DATABASE}-journal").unlink(missing_ok=True)
    sync_folder(folder)
    patiently(partial(unfinished.replace, database))
    sync_folder(folder)
    return True


def _not_a_file(path: str) -> str:
    words = _(
        "A folder, or something else that is no file, stands in the place of {name}. Move it away "
        "and try again. Nothing was changed."
    )
    return words.format(name=Path(path).name)


def _is_too_long(path: Path) -> bool:
    return is_there(path.parent) and len(os.fsencode(os.path.realpath(path))) > _LONG_PATH


def _no_folder() -> str:
    return _(
        "The record cannot be kept in this folder. Its path is too long, or has a letter that "
        "cannot be read. Choose another folder."
    )


def _unwritable(error: UnicodeEncodeError) -> str:
    """Return what to take out: half a sign, as a paste can leave it, is no text."""
    before = error.object[: error.start].rpartition('"')[2][-_WORDS_BEFORE:]
    words = _("A sign in the text cannot be saved. It stands after \u201c{before}\u201d.")
    if not before.strip():
        words = _("A sign in the text cannot be saved. It stands at its beginning.")
    more = _("Delete it and save again.")
    return f"{words.format(before=before)} {more}"


def _cause(error: apsw.Error, database: Path) -> str:
    if not is_there(database) and not isinstance(error, apsw.FullError):
        return "missing"
    return next((cause for kind, cause in _CAUSES if isinstance(error, kind)), "failed")
