# SPDX-License-Identifier: GPL-3.0-or-later
"""What today's schema is known by; `steps` has the way there, which only a new or an older file needs.

Tests prove that these follow from the steps. Imports nothing.
"""

APPLICATION_ID = 0x48594442  # "HYDB": tells our files from those of other applications
LATEST = 5
"""How many steps there are: the schema number that this program writes."""
TRIGGERS = "fec14d7f6455609c91b2d7ee37f68d5b7ad39697ddd067c2670ac6cb7aba37e1"
"""Of all triggers that the steps make (`triggers.digest`): a new step needs a new one, a test says which."""
