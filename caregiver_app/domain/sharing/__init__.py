# SPDX-License-Identifier: MIT
"""One record on several computers, and the words that open it."""
