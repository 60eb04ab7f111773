# SPDX-License-Identifier: MIT
"""Keeps Qt for Python from reading, and keeping, the source of every module that is imported.

It looks for its own name in each source, for modules that switch its features on. Nothing here
does. Python then keeps every line it read: thirteen megabytes once every page was open.
"""

import linecache
import sys


def leave_sources_unread() -> None:
    """Have each module taken for one that switches nothing; best called before Qt is imported.

    Called later it gives back what was kept by then.
    """
    import shiboken6  # noqa: F401  # the part of it that reads; the window comes later

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, _ASKED):  # another version of Qt may ask otherwise: then it reads
        setattr(feature, _ASKED, lambda _module: False)
    linecache.clearcache()


_ASKED = "_mod_uses_pyside"
