# SPDX-License-Identifier: MIT
"""Doses as planned, given and told: slots, the dose clock, supply, restarts."""
