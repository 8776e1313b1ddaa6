# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a backup beside what is there now, what will happen, and the question. Imports core and the kit only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from hongyun_desktop.core.backups import words
from hongyun_desktop.core.backups.comparing import Comparison, Holdings, Now, Relation
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.content_height import fit_to_content
from hongyun_desktop.ui.kit.parts import Card, Scrolled, button, label, row_of
from hongyun_desktop.ui.kit.theme import GAP_PX, em

_DOUBTFUL = (Relation.PARTED, Relation.OTHER)


class RestoreDialog(QDialog):
    """`accepted` is yes."""

    def __init__(self, told: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("从备份找回"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.go_on = button(_("用这份备份"), primary=True)
        self.go_on.clicked.connect(self.accept)
        self.stay = button(_("取消"))
        self.stay.clicked.connect(self.reject)
        self.go_on.setEnabled(not told.there.is_demo)
        self.relation = label(
            words.relation_sentence(told), "warning" if told.relation in _DOUBTFUL else "key", wrap=True
        )
        self.differences = label("\n".join(words.difference_sentences(told)), "warning", wrap=True)
        self.differences.setVisible(bool(self.differences.text()))
        self.warning = label(_("这是演示资料的备份，里面的人都是虚构的，不能当真的资料用。"), "warning", wrap=True)
        self.warning.setVisible(told.there.is_demo)
        happens = (
            _("现在的资料会先留一份在“备份”文件夹里，再换成这一份。")
            if told.state is not Now.MISSING
            else _("资料会回到这份备份那时的样子。备份文件本身不动。")
        )
        self._lay_out(_card_of(told), label(happens, "notice", wrap=True))

    def _lay_out(self, card: Card, happens: QLabel) -> None:
        scrolled = Scrolled(spacing_px=GAP_PX)
        for part in (self.relation, card, self.differences, self.warning, happens):
            scrolled.column.addWidget(part)
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(GAP_PX)
        column.addWidget(label(_("这份备份里有"), "h2"))
        column.addWidget(scrolled, 1)
        column.addLayout(row_of(None, self.stay, self.go_on))
        fit_to_content(self, scrolled, em(self, 38))
        self.stay.setFocus()


def _card_of(told: Comparison) -> Card:
    card, grid = Card(margins_px=16), QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1 if told.now else 0)
    heads = [_("这份备份"), _("现在")] if told.now else []
    for place, head in enumerate(heads, 1):
        grid.addWidget(label(head, "key"), 0, place)
    there, now = _facts(told.there), _facts(told.now) if told.now else None
    for row, (name, value) in enumerate(there.items(), 1):
        grid.addWidget(label(name, "key"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True), row, 1)
        if now is not None:
            grid.addWidget(_standing_out(now[name], now[name] != value), row, 2)
    file = label(told.file.name.replace("-", "-\u200b"), "hint", wrap=True)
    grid.addWidget(label(_("文件"), "key"), len(there) + 1, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(file, len(there) + 1, 1, 1, 2)
    card.column.addLayout(grid)
    return card


def _standing_out(text: str, differs: bool) -> QLabel:
    made = label(text, wrap=True)
    font = made.font()
    font.setBold(differs)
    made.setFont(font)
    return made


def _facts(held: Holdings) -> dict[str, str]:
    return {
        _("小区"): held.compound or _("没有写"),
        _("资料记到"): f"{held.written_at:%Y-%m-%d %H:%M}" if held.written_at else _("还没有记过"),
        _("花名册"): _("{count:,} 人").format(count=held.residents),
        _("积分流水"): _("{count:,} 笔").format(count=held.entries),
        _("最近服务"): held.last_service or _("还没有"),
        _("证书"): _("{count:,} 张").format(count=held.certificates),
        _("其他"): _("任务 {tasks:,}、队伍 {teams:,}、照片 {photos:,}").format(
            tasks=held.tasks, teams=held.teams, photos=held.photos
        ),
        _("校验码"): held.head[:16],
    }
