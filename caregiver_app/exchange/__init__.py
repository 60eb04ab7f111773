# SPDX-License-Identifier: MIT
"""The portable record, in and out."""
