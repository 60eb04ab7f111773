# SPDX-License-Identifier: MIT
"""Doses, the plans they belong to, and the pump."""
