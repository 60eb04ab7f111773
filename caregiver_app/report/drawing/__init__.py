# SPDX-License-Identifier: MIT
"""Lines, tables, fonts and shapes on a page, whatever it says."""
