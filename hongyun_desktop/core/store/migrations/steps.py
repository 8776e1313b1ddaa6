# SPDX-License-Identifier: GPL-3.0-or-later
"""The ordered steps from an empty file to today's schema; `user_version` counts those done.

A step is plain SQL and is never edited once released: a later change is a later step
(docs/decisions/0003-plain-sql-migrations.md). Imports nothing but its steps.
"""

from hongyun_desktop.core.store.migrations import (
    m0001_first,
    m0002_window,
    m0003_safety,
    m0004_teams_and_tasks,
    m0005_sealed_images,
    m0006_counts,
)

STEPS: tuple[str, ...] = (
    m0001_first.SQL,
    m0002_window.SQL,
    m0003_safety.SQL,
    m0004_teams_and_tasks.SQL,
    m0005_sealed_images.SQL,
    m0006_counts.SQL,
)
