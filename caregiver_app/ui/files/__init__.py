# SPDX-License-Identifier: MIT
"""Files, folders, sticks and printers that somebody chooses."""
