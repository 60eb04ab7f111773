# SPDX-License-Identifier: MIT
"""The pump: its dates, its state and its sounds."""
