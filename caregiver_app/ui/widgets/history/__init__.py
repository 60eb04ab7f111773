# SPDX-License-Identifier: MIT
"""The parts of History: list, day grid, one entry and its correction."""
