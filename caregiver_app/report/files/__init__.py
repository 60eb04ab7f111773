# SPDX-License-Identifier: MIT
"""A page as a file: with a record inside, or with a password."""
