# SPDX-License-Identifier: MIT
"""Fields, chips, buttons and cards that every page is made of."""
