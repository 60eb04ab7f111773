# SPDX-License-Identifier: MIT
"""What the printed pages say, chosen from the record without words."""
