# SPDX-License-Identifier: GPL-3.0-or-later
"""From a code with parameters to a Chinese sentence: what happened, and what to do.

Used by the commands and the window. Knows no layer above it: errors and problems come in by their attributes.
tests/test_messages.py proves that every code in the source has its sentence here.
"""
