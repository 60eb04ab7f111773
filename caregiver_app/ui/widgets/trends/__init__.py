# SPDX-License-Identifier: MIT
"""The charts, their table and their words."""
