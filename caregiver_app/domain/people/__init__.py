# SPDX-License-Identifier: MIT
"""Who records, what they may change, and what is known of a person."""
