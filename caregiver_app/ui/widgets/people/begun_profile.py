# SPDX-License-Identifier: MIT
"""What was typed about somebody and is not saved yet."""

from dataclasses import dataclass

from caregiver_app.ui.widgets.fields.typed import Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunProfile:
    """How many rows of each list there are, and the texts.

    Of the names in `not_meant` somebody said that another medicine is meant.
    """

    contacts: int
    medicines: int
    typed: Typed
    not_meant: frozenset[str]
