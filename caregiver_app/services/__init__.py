# SPDX-License-Identifier: MIT
"""What a user does; no Qt, no SQL."""
