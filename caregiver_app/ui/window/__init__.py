# SPDX-License-Identifier: MIT
"""The window: its pages one at a time, what it asks before it closes, and a failure shown."""
