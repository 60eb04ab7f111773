# SPDX-License-Identifier: MIT
"""How a check-in says which of its answers were stated by the one press "as usual"."""

from caregiver_app.domain.check_in import CheckIn

MARK = "as_usual"
"""The item of `more` that names the fields which were stated by the one press."""


def is_marked(check_in: CheckIn) -> bool:
    """Say whether anything of a check-in was stated by the one press, here or elsewhere."""
    return check_in.more.get(MARK) not in (None, False, "")
