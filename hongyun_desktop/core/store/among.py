# SPDX-License-Identifier: GPL-3.0-or-later
"""Any number of values as one parameter of a statement: their JSON list."""

AMONG = "IN (SELECT value FROM json_each(?))"
