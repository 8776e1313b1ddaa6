# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of a round as they are painted."""

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.ui.features.honours.step_list import StepButton
from hongyun_desktop.ui.kit.theme import COLOURS


def test_a_step_that_is_done_is_never_grey_though_nobody_goes_back_to_it(qtbot: QtBot) -> None:
    button = StepButton(Step.CHECK)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    inks: dict[str, bool] = {}
    for state in ("done", "later"):
        button.show_state(state, current=False, enabled=False)
        picture = button.grab().toImage()
        text = QColor(COLOURS.text).rgb()
        inks[state] = any(
            picture.pixel(x, y) == text for x in range(picture.width()) for y in range(picture.height())
        )  # fmt: skip
    assert inks == {"done": True, "later": False}
    button.show_state("done", current=False, enabled=False)
    assert button.toolTip() == "签发过了，这一步不用再办。"
