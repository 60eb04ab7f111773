# SPDX-License-Identifier: MIT
"""All or nothing: one transaction that is rolled back on any exception."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

_NAMED = frozenset({errno.EDQUOT, errno.EROFS})
"""What the driver calls a failure like any other: no room left for this account, and a disk that
became read-only."""


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """Run a block as one durable change of the database."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        with named_by_the_disk(connection):
            yield
            connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


@contextmanager
def named_by_the_disk(connection: apsw.Connection) -> Iterator[None]:
    """Raise what the system said where the driver tells less: OSError instead of its own."""
    try:
        yield
    except apsw.IOError as error:
        code = connection.system_errno
        if code in _NAMED:
            raise OSError(code, os.strerror(code)) from error
        raise
