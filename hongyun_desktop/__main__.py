# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m hongyun_desktop."""

import sys

from hongyun_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
