# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands above every page: whose data this is, the search, the type size, who is at the desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hongyun_desktop.core import settings
from hongyun_desktop.core.access import operators
from hongyun_desktop.core.changes import Topic
from hongyun_desktop.text import _
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.line_icons import fit_icons
from hongyun_desktop.ui.kit.parts import Segmented, button, label, row_of, set_icon
from hongyun_desktop.ui.kit.search_box import SearchBox
from hongyun_desktop.ui.kit.theme import COLOURS, SIZES_PX, base_px, em


class TopBar(QFrame):
    """The bar; `size_chosen` tells a type size in pixels, `operator_asked` that somebody else sits down."""

    size_chosen = Signal(object)
    operator_asked = Signal()
    own_data_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("top")
        self._desk = desk
        self.compound = label("", "h2")
        self.search = SearchBox(desk.store, desk.privacy)
        self.search.setAccessibleName(_("找人、房号、活动、证书"))
        self.sizes = Segmented([(px, name, "") for name, px in SIZES_PX.items()], base_px())
        self.sizes.chosen.connect(self.size_chosen)
        self.size_word = label(_("字号"), "key")
        self.operator = button("", "user")
        self.operator.setToolTip(_("现在谁在经办；点一下换人"))
        self.operator.clicked.connect(self.operator_asked)
        line = row_of(self.compound, 12, spacing_px=10)
        line.addWidget(self.search, 100)
        line.addStretch(1)
        for widget in (self.size_word, self.sizes, self.operator):
            line.addWidget(widget)
        line.setContentsMargins(20, 9, 20, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        if desk.store.is_demo:
            column.addWidget(self._make_banner())
        desk.watch(self, {Topic.SETTINGS, Topic.OPERATOR}, self.reload)
        self.reload()

    def _make_banner(self) -> QFrame:
        banner = QFrame()
        banner.setObjectName("demo")
        go = button(_("建立我们自己的资料"), link=True)
        go.clicked.connect(self.own_data_asked)
        line = row_of(label(_("演示：人物都是虚构的，可以随便试；证书上印有“样张”。")), None, go)
        line.setContentsMargins(20, 2, 20, 2)
        banner.setLayout(line)
        return banner

    def reload(self) -> None:
        """Show the committee's names as they are now."""
        self.compound.setText(settings.committee(self._desk.store).compound)
        self.operator.setText(operators.at_desk(self._desk.store))
        set_icon(self.operator, "user", COLOURS.text_soft)
        self.search.setPlaceholderText(_("姓名 / 拼音首字母 / 房号 / 电话后四位　Ctrl+F"))
        self.search.setMaximumWidth(em(self, 36))
        fit_icons(self.search)

    def set_compact(self, compact: bool) -> None:
        """Leave out what the menus have too."""
        self.size_word.setVisible(not compact)
        self.sizes.setVisible(not compact)
