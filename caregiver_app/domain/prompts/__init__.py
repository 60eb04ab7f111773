# SPDX-License-Identifier: MIT
"""The prompts about a written plan: one pure function for each, and what they share."""
