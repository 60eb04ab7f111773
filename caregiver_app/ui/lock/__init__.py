# SPDX-License-Identifier: MIT
"""Locking a window whose record has a passcode, and another record in its place."""
