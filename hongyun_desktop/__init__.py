# SPDX-License-Identifier: GPL-3.0-or-later
"""鸿运桌面: the office program of a neighbourhood self-management committee."""

__version__ = "0.1.0"
