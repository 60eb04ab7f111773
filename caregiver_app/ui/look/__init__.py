# SPDX-License-Identifier: MIT
"""How it looks, and how it is told to a screen reader: themes, icons, the ring, the way of Tab."""
