# SPDX-License-Identifier: MIT
"""Hands that press twice, or are just pointing: nothing is pressed that came up in between."""
