# SPDX-License-Identifier: MIT
"""Files out and in: record, tables, FHIR, family and clinic files, and what is decided then."""
