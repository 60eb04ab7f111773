# SPDX-License-Identifier: MIT
"""With how many examples by chance a rule is tried that holds for whatever comes.

At every run with a third of them, with all in the long one: `dev.py test -m "long or hypothesis"`.
"""

from hypothesis import HealthCheck, settings

ALL, EVERY_RUN = "all examples", "a third of the examples"
MANY = 100  # where a test names no number of its own

# However slow the computer is: no example is too late, and none is made too slowly.
for _name, _part in ((ALL, 1), (EVERY_RUN, 3)):
    settings.register_profile(
        _name,
        deadline=None,
        max_examples=MANY // _part,
        suppress_health_check=[HealthCheck.too_slow],
    )


def tries(many: int) -> settings:
    """Return how often a test is tried that asks for so many examples."""
    return settings(max_examples=max(1, many * settings().max_examples // MANY))
