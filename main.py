# SPDX-License-Identifier: MIT
"""Start Caregiver Checklist from a checkout: `python3 main.py`."""

from caregiver_app.app import main

if __name__ == "__main__":
    raise SystemExit(main())
