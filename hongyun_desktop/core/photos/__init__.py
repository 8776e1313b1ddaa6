# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos of tasks, activities, teams and facilities."""
