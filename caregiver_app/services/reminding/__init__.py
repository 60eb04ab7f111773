# SPDX-License-Identifier: MIT
"""Reminders: in the window, behind the lock, and without it."""
