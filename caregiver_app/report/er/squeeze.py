# SPDX-License-Identifier: MIT
"""How little room the blocks that are never dropped may take."""

from enum import IntEnum


class Squeeze(IntEnum):
    """Each step is shorter than the one before; what it leaves out is named at the foot.

    CLOSE: who was reached is named alone. TIGHT: texts have fewer lines, starting doses go where
    there are several plans. SCANT: other plans lose their times and steps. BARE: one line for each
    other plan, reason and allergy list, and for one extra dose. LEAST: two lines for who they
    are, no rise of another plan, and of extra doses the number alone; for whom the limits are is
    named, only that there are none stands.
    """

    NONE = 0
    CLOSE = 1
    TIGHT = 2
    SCANT = 3
    BARE = 4
    LEAST = 5
