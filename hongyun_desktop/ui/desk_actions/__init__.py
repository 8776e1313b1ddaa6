# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to the database as a whole and not to a page: backups, checks, exports, who is at the desk."""
