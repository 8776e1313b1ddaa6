# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that come in and go out: workbooks, sheets, CSV. Imports core and libraries; neither peewee nor PySide6."""

# How the frozen program, which has no Python to start it with, is told to be the child that reads a workbook.
CHILD_FLAG = "--read-workbook"
