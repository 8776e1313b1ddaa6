# SPDX-License-Identifier: GPL-3.0-or-later
"""告知书: the page for posting and the short ones for collection sheets, to be printed. Imports core and the kit."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.personal.notice import notice_facts
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress


def show_notice(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """Show the page for posting; no resident's data are on it, so printing it is no event."""
    from hongyun_desktop.documents.notice import write_notice
    from hongyun_desktop.ui.kit.preview import show_pdf

    facts = notice_facts(desk.store)
    _say_what_is_missing(desk, facts.contact)

    def write(path: Path, _progress: Progress) -> object:
        return write_notice(facts, path)

    return show_pdf(desk, parent, _("个人信息告知书"), write, _("个人信息告知书.pdf"))


def show_short_notices(desk: Desk, parent: QWidget | None = None) -> QWidget:
    """Show four short notices on a page."""
    from hongyun_desktop.documents.notice import write_short_notices
    from hongyun_desktop.ui.kit.preview import show_pdf

    facts = notice_facts(desk.store)
    _say_what_is_missing(desk, facts.contact)

    def write(path: Path, _progress: Progress) -> object:
        return write_short_notices(facts, path)

    return show_pdf(desk, parent, _("收集表告知"), write, _("收集表告知.pdf"))


def _say_what_is_missing(desk: Desk, contact: str) -> None:
    if not contact:
        desk.speaker.toast(_("还没有写联系方式，纸上先空着。可以在“自管委资料”里写上。"))
