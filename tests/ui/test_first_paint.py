# SPDX-License-Identifier: GPL-3.0-or-later
"""What is loaded when the window is first painted, in a process of its own."""

from pathlib import Path

import pytest

from tests import first_picture

_HEAVY = {
    "reportlab",
    "pypinyin",
    "xlsxwriter",
    "python_calamine",
    "pypdfium2",
    "PIL",
    "segno",
    "asyncio",
    "cryptography",
    # Tables are declared with it; what only reads needs none of it, nor what it brings along.
    "peewee",
    "sqlite3",
    "socket",
    "uuid",
    "concurrent.futures",
    # A library of its own behind it, or long to import.
    "hashlib",
    "secrets",
    "decimal",
}
_LATER = {
    f"hongyun_desktop.{name}"
    for name in (
        "core.access.data_keys", "core.backups.making", "core.checking", "core.exporting", "core.honours.register",
        "core.pinyin", "core.points.rules", "core.roster.dwelling_book", "core.roster.tables", "core.store.backup",
        "core.store.fields", "core.store.key_sealing", "core.store.keys", "core.store.making", "core.store.migrating",
        "core.store.migrations.steps", "core.store.photos", "core.store.queries", "core.store.search_index",
        "core.store.setting_rows", "core.store.settling", "core.store.tables", "core.store.unit", "demo", "documents",
        "exchange.reading",
        "messages.errors", "messages.explanations", "messages.findings", "messages.journal", "messages.problems",
        "ui.desk_actions.about", "ui.desk_actions.backups", "ui.desk_actions.checking", "ui.desk_actions.closing",
        "ui.desk_actions.committee_form", "ui.desk_actions.exporting", "ui.desk_actions.operator_form",
        "ui.desk_actions.restoring",
        "core.roster.cards", "core.roster.picture", "core.roster.story", "core.search", "core.store.journal",
        "ui.features.honours.page", "ui.features.points.page", "ui.features.roster.building_view",
        "ui.features.roster.forms", "ui.guide", "ui.help_pages", "ui.kit.aside", "ui.kit.crash_dialog",
        "ui.kit.fields", "ui.kit.form", "ui.kit.help", "ui.kit.job_panel", "ui.kit.large_icons", "ui.kit.preview",
        "ui.kit.printing", "ui.kit.search_hits", "ui.kit.toast", "ui.start_dialog", "ui.trouble",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a process whose window on the demo has just been painted."""
    copy = tmp_path_factory.mktemp("first_paint") / "demo.db"
    copy.write_bytes(demo_file.read_bytes())
    return first_picture.once(first_picture.OURS, str(copy)).modules


def test_no_heavy_library_is_loaded_at_first_paint(loaded: frozenset[str]) -> None:
    assert not _HEAVY & loaded


def test_what_only_a_menu_or_another_page_needs_is_not_loaded_at_first_paint(loaded: frozenset[str]) -> None:
    assert "hongyun_desktop.ui.features.roster.page" in loaded
    assert not _LATER & loaded
