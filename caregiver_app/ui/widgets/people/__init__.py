# SPDX-License-Identifier: MIT
"""The fields of a person: contacts, medicines, usual values, caregivers."""
