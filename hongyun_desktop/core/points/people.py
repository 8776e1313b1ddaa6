# SPDX-License-Identifier: GPL-3.0-or-later
"""Who stands behind an account, and in which order lists of points show them."""

from hongyun_desktop.core.points.rules import ERASED_NAME
from hongyun_desktop.core.roster.ordering import BY_ADDRESS, PLACE_OF_RESIDENT

# A query that has an account as `a` joins these and may then use the columns and the order below.
JOINS = f"JOIN resident r ON r.id = a.resident_id {PLACE_OF_RESIDENT}"
NAME = f"CASE WHEN r.erased_at IS NULL THEN r.name ELSE '{ERASED_NAME}' END"
SHORT_ADDRESS = "CASE WHEN d.id IS NULL THEN '' ELSE b.code || '-' || u.code || '-' || d.room END"
ORDER = f"d.id IS NULL, {BY_ADDRESS}, r.name, r.id"
