# SPDX-License-Identifier: GPL-3.0-or-later
"""What today's schema is known by; `steps` has the way there, which only a new or an older file needs.

Tests prove that these follow from the steps. Imports nothing.
"""

APPLICATION_ID = 0x48594442  # "HYDB": tells our files from those of other applications
LATEST = 6
"""How many steps there are: the schema number that this program writes."""
TRIGGERS = "41 9418 740539d6 b0f960bb"
"""Of all triggers that the steps make (`triggers.digest`): a new step needs a new one, a test says which."""
