# SPDX-License-Identifier: MIT
"""Keeping the record: backups, passcode, a record that is locked or lost, who looked."""
