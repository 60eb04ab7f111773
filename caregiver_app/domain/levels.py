# SPDX-License-Identifier: MIT
"""The five levels a check-in can have, and the action each one asks for."""

from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How serious what was entered is; the larger wins. Stored by name.

    NO_FLAGS is not "safe": it only says that nothing that was entered is a warning sign.
    """

    NO_FLAGS = 0
    INCOMPLETE = 1
    WATCH = 2
    URGENT = 3
    EMERGENCY = 4


class Action(StrEnum):
    """What the caregiver is asked to do first."""

    CALL_911 = "CALL_911"
    GO_TO_ER = "GO_TO_ER"
    CALL_988 = "CALL_988"
    CALL_POISON_HELP = "CALL_POISON_HELP"
    CALL_PUMP_CLINIC = "CALL_PUMP_CLINIC"
    CALL_PRESCRIBER = "CALL_PRESCRIBER"
    RECHECK = "RECHECK"
    FINISH_CHECK_IN = "FINISH_CHECK_IN"
    NONE = "NONE"
