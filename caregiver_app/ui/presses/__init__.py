# SPDX-License-Identifier: MIT
"""What one press does from whatever page it comes."""
