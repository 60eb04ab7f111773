# SPDX-License-Identifier: MIT
"""Alerts that wait for an answer, and what time alone makes one."""
