# SPDX-License-Identifier: MIT
"""The level, what was done about it, and the banners."""
