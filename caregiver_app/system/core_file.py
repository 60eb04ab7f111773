# SPDX-License-Identifier: MIT
"""What the computer would keep of the memory of a program that died: nothing of this one."""

import sys
from contextlib import suppress


def leave_no_core() -> None:
    """Have a crash leave no picture of the memory on the disk: the open record stands in it."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
