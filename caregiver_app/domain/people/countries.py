# SPDX-License-Identifier: MIT
"""A country whose emergency numbers are known, as it is offered to choose from."""

from collections.abc import Mapping

from caregiver_app.domain.frozen import dataclass

ELSEWHERE = "unknown"
"""What is chosen in a country that is not in the list: words stand in for its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """`code` is ISO 3166 or ELSEWHERE; `numbers` are those of emergency, crisis and poison.

    `source` says who names them; there is none where words stand in for a number.
    """

    code: str
    name: str
    numbers: Mapping[str, str]
    source: str
