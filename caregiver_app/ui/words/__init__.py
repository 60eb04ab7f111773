# SPDX-License-Identifier: MIT
"""What the screens say: sentences, dates and numbers in a caregiver's words."""
