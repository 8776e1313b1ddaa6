# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal as evidence: noting what writes nothing else, listing it, proving that nobody changed it."""
