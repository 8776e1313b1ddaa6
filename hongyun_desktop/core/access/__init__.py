# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is at the desk: operators with roles, their passwords, signing in and locking. Imports only the store."""
