# SPDX-License-Identifier: MIT
"""The cards of Settings, backups and the passcode."""
