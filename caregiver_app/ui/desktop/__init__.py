# SPDX-License-Identifier: MIT
"""What the computer around the window tells and offers: its clock, notices, sound, sleep."""
