# SPDX-License-Identifier: GPL-3.0-or-later
"""A file's proposed name says what it is, of which compound, and of when; every system takes it."""

from hongyun_desktop.core import settings
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.file_names import file_name


def test_a_name_says_what_it_is_whose_and_of_when(desk: Desk) -> None:
    settings.save(desk.store, {"compound": "鸿运小区"})
    assert file_name(desk, "校名单", "2026年第三季度", "季度之星") == "校名单_鸿运小区_2026年第三季度_季度之星.pdf"
    assert file_name(desk, "花名册", ending="xlsx") == "花名册_鸿运小区_2026-10-08.xlsx"


def test_what_no_file_may_be_called_is_left_out(desk: Desk) -> None:
    settings.save(desk.store, {"compound": "鸿运:小区"})
    name = file_name(desk, "校名单", "“孝/老*爱亲”? <2026>", "长" * 100)
    assert not set(name) & set('\\/:*?"<>|')
    assert len(name) < 100
