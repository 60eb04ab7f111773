# SPDX-License-Identifier: MIT
"""When to look again: phases after a change, cadence, waiting for an answer, reminders."""
