# SPDX-License-Identifier: MIT
"""Who records: the list of caregivers, their names, rights and PINs."""
