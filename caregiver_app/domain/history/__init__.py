# SPDX-License-Identifier: MIT
"""Looking back: the story of entries, the day grid, search and corrections."""
