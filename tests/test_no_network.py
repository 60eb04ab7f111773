# SPDX-License-Identifier: MIT
"""The kernel kills whatever asks for the internet, and the program lives: `dev.py no-network`."""

import sys

import pytest

from tests.no_network import ASKS, allow_own_sockets, journeys, missing, run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or missing("filter") != "", reason="no filter can be set here"
)


def test_a_program_that_asks_for_the_internet_is_killed():
    assert run(ASKS, allow_own_sockets) < 0


def test_a_record_is_judged_and_a_sheet_written_where_asking_kills(tmp_path):
    for name in ("judge a record", "write a sheet"):
        for step in journeys(tmp_path)[name]:
            assert run(step, allow_own_sockets) == 0, name
