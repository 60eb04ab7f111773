# SPDX-License-Identifier: MIT
"""The points, gaps, bands and steps that screen and page draw."""
