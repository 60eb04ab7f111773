# SPDX-License-Identifier: MIT
"""What is carried or filled by hand: cards, the log, the wall sheet."""
