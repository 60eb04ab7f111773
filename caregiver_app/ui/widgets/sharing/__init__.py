# SPDX-License-Identifier: MIT
"""Files for the family, and what two computers wrote apart."""
