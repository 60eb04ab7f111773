# SPDX-License-Identifier: MIT
"""The people in the record: adding, practice people, and deleting somebody."""
