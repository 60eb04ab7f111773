# SPDX-License-Identifier: MIT
"""What is different since the last cut, a day ago or the last shift."""
