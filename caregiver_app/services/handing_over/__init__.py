# SPDX-License-Identifier: MIT
"""The sheets, the paper beside them, and shifts."""
