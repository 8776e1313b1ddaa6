# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 6: what a list of everybody counts is counted by the few that are left out, not by looking at each row.

Plain SQL that never changes once released.
"""

SQL = """
CREATE INDEX resident_gone ON resident(id) WHERE erased_at IS NOT NULL OR merged_into IS NOT NULL;
CREATE INDEX dwelling_vacant ON dwelling(id) WHERE occupancy = 'vacant';
"""
