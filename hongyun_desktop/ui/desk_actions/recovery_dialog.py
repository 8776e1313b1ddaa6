# SPDX-License-Identifier: GPL-3.0-or-later
"""恢复钥匙, shown once: large, to be printed or saved, then typed back from paper. Imports core and the kit."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import data_keys
from hongyun_desktop.core.audit import noting
from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.clock import today
from hongyun_desktop.core.errors import AppError
from hongyun_desktop.core.store.rights import Right
from hongyun_desktop.text import _
from hongyun_desktop.ui.desk_actions.secret_form import SecretForm, Typed
from hongyun_desktop.ui.kit.content_height import GrowsWithWords
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.jobs import Progress
from hongyun_desktop.ui.kit.parts import Card, button, label, row_of, set_role
from hongyun_desktop.ui.kit.places import saved_as
from hongyun_desktop.ui.kit.secret_lines import SecretLines
from hongyun_desktop.ui.kit.theme import GAP_PX, em, scaled

_COLUMNS = 3
_GROUP_PX = 30


def show_recovery(desk: Desk, parent: QWidget | None, recovery_text: str, left: tuple[Path, ...] = ()) -> QDialog:
    """Show a new recovery key; the dialog is open when this returns. left: plain copies that remain elsewhere."""
    dialog = RecoveryDialog(desk, recovery_text, parent, left=left)
    dialog.open()
    return dialog


class RecoveryDialog(QDialog):
    """Asks once more before it goes, where the key was neither printed nor saved nor typed back."""

    def __init__(
        self, desk: Desk, recovery_text: str, parent: QWidget | None = None, *, left: tuple[Path, ...] = ()
    ) -> None:
        super().__init__(parent)
        self._desk, self._text, self._left = desk, recovery_text, left
        self._kept = False
        self.setWindowTitle(_("恢复钥匙"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = label("", "hint", wrap=True)
        self.print = button(_("打印或保存…"), "printer", primary=True)
        self.print.clicked.connect(self.show_sheet)
        self.confirm = button(_("照纸打一遍…"), "check")
        self.confirm.clicked.connect(self._on_confirm)
        self.shut = button(_("收好了"))
        self.shut.clicked.connect(self.reject)
        self._lay_out()
        self.print.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("恢复钥匙：请马上印在纸上"), "h2"))
        said = _("忘了口令，只有它能打开资料。它只显示这一次，程序里不留。印好装进信封封好，和公章放在一起，不要拍照。")
        column.addWidget(label(said, "key", wrap=True))
        column.addWidget(self._groups())
        column.addWidget(label(_("一周之内，请照着纸打一遍，确认抄得对、读得清。"), "notice", wrap=True))
        if self._left:
            column.addWidget(label(left_sentence(self._left), "warning", wrap=True))
        column.addWidget(self.told)
        self.told.hide()
        column.addLayout(row_of(self.confirm, None, self.shut, self.print))
        self.setFixedWidth(em(self, 38))
        GrowsWithWords(self)

    def _groups(self) -> Card:
        card, grid = Card(margins_px=scaled(16)), QGridLayout()
        grid.setHorizontalSpacing(scaled(24))
        grid.setVerticalSpacing(scaled(8))
        for number, group in enumerate(self._text.split("-")):
            place = label(str(number + 1), "hint")
            shown = label(group)
            shown.setFont(_group_font())
            shown.setAccessibleName(_("第 {number} 组").format(number=number + 1))
            grid.addLayout(row_of(None, place, shown, None), number // _COLUMNS, number % _COLUMNS)
        card.column.addLayout(grid)
        return card

    def show_sheet(self) -> QWidget:
        """The sheet of paper, to be printed or saved as a file."""
        return show_sheet(self._desk, self, self._text, self._on_kept)

    def _on_kept(self, sentence: str) -> None:
        self._kept = True
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say below what was done with the key."""
        self.told.setText(sentence)
        set_role(self.told, "good")
        self.told.show()

    def _on_confirm(self) -> None:
        form = ask_confirm(self._desk, self)
        if form is not None:
            form.accepted.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self._kept = True
        self.accept()

    def reject(self) -> None:
        question = _("恢复钥匙还没有打印，也没有保存。关上就看不到了。已经抄在纸上了吗？")
        if self._kept or self._desk.speaker.ask(question, _("抄好了，关上"), _("回去打印")):
            super().reject()

    def done(self, result: int) -> None:
        self._text = ""
        super().done(result)


def _group_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(scaled(_GROUP_PX))
    font.setBold(True)
    return font


def left_sentence(left: tuple[Path, ...]) -> str:
    """That plain copies remain, the first of them by name."""
    names = "\n".join(str(file).replace("/", "/\u200b").replace("\\", "\\\u200b") for file in left[:2])
    more = _("\n等共 {count} 个").format(count=len(left)) if len(left) > 2 else ""
    return _("这些旧文件没有加锁，谁都能看，请删掉：\n{names}{more}").format(names=names, more=more)


def show_sheet(desk: Desk, parent: QWidget | None, recovery_text: str, kept: Callable[[str], object]) -> QWidget:
    """Show the sheet; `kept` gets a sentence once it was printed or saved."""
    from hongyun_desktop.documents.recovery_sheet import RecoverySheet, write_recovery_sheet
    from hongyun_desktop.ui.kit.preview import show_pdf

    store = desk.store
    sheet = RecoverySheet(
        settings.committee(store).compound, store.path.name, recovery_text, today(store.clock), store.is_demo
    )

    def write(path: Path, _progress: Progress) -> object:
        return write_recovery_sheet(sheet, path)

    def printed(pages: list[int]) -> None:
        said = _("已送去打印。请到打印机取走，数一数、读一读。")
        kept(said)
        desk.act(lambda: noting.note(store, "printed", what=_("恢复钥匙"), count=len(pages)), said, undo=False)

    def saved(file: Path) -> None:
        kept(_("已存成{file}。打印以后请把文件删掉。").format(file=saved_as(file)))

    return show_pdf(
        desk, parent, _("恢复钥匙"), write, _("恢复钥匙.pdf"), on_printed=printed, on_saved=saved
    )  # fmt: skip


def ask_confirm(desk: Desk, parent: QWidget | None = None, *, days_over: int = 0) -> SecretForm | None:
    """Ask for the recovery key as it stands on paper; the form is open when this returns, `accepted` once it was right.

    days_over: for how many days that is overdue, said plainly. None where somebody may not.
    """
    try:
        desk.store.demand(Right.KEYS)
    except AppError as error:
        desk.refused(error)
        return None
    over = _("已经过了 {days} 天还没有核对。纸要是丢了，请马上换一把新的恢复钥匙。").format(days=days_over)
    form = SecretForm(
        _("请把恢复钥匙照纸打一遍"),
        _("看着纸上的九组字，一组一组打进来。大小写、空格、短横都不要紧。打对了，就知道将来忘了口令也打得开。"),
        SecretLines({"recovery": _("恢复钥匙")}),
        _("核对"),
        lambda form, typed: _confirm(desk, form, typed),
        parent,
        warning=over if days_over else "",
        stay=_("以后再说"),
    )
    form.secrets.show_letters(always=True)
    form.open()
    return form


def _confirm(desk: Desk, form: SecretForm, typed: Typed) -> None:
    def finish(changed: Changed) -> None:
        form.accept()
        desk.did(changed, _("恢复钥匙核对无误，请把纸收好。"), undo=False)

    desk.jobs.start(
        _("正在核对"),
        lambda _progress: data_keys.confirm_recovery(desk.store, typed["recovery"]),
        finish, writes=True, failed=form.refuse,
    )  # fmt: skip
