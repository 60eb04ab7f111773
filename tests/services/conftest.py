# SPDX-License-Identifier: MIT
"""The services on a real log in a temporary folder."""

from collections.abc import Iterator
from datetime import date

import pytest

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.wiring import build_services


@pytest.fixture
def log(data_dir, clock) -> Iterator[EntryLog]:
    """Return an open, empty log."""
    opened = EntryLog.open(data_dir, clock)
    yield opened
    opened.close()


@pytest.fixture
def services(log, clock):
    """Return every service on that log."""
    return build_services(log, clock)


@pytest.fixture
def rosa(services) -> str:
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN, dob=date(1960, 5, 1))
    return services.people.add_person(person, None)


@pytest.fixture
def elsewhere(tmp_path, clock):
    """Return the services of another computer with an empty record."""
    log = EntryLog.open(tmp_path / "elsewhere", clock)
    yield build_services(log, clock)
    log.close()
