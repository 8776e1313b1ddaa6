# SPDX-License-Identifier: GPL-3.0-or-later
"""The style sheet of the window, made for one type size. Text only; imports nothing."""

from collections.abc import Mapping

_SHEET = """
QAbstractItemView, QAbstractButton, QTabBar {{ outline: 0; }}
QMainWindow, QDialog, QWidget#page {{ background: {background}; }}
QLabel {{ background: transparent; }}
QLabel[role="h1"] {{ font-size: {h1}px; font-weight: 700; color: {text}; }}
QLabel[role="h2"] {{ font-size: {h2}px; font-weight: 700; color: {text}; }}
QLabel[role="h3"] {{ font-weight: 700; color: {text}; }}
QLabel[role="hint"] {{ color: {text_faint}; font-size: {small}px; }}
QLabel[role="key"] {{ color: {text_soft}; }}
QLabel[role="num"] {{ font-size: {h1}px; font-weight: 700; color: {primary}; }}
QLabel[role="problem"] {{ color: {bad}; font-size: {small}px; }}
QLabel[role="notice"] {{ background: {tint}; color: {text}; border-radius: 6px; padding: {p1}px {p2}px; }}
QLabel[role="warning"] {{ background: {warning_ground}; color: {warning}; border-radius: 6px; padding: {p1}px {p2}px; }}
QLabel[role="bad"] {{ background: {bad_ground}; color: {bad}; border-radius: 6px; padding: {p1}px {p2}px; }}
QLabel[role="good"] {{ background: {good_ground}; color: {good}; border-radius: 6px; padding: {p1}px {p2}px; }}
QLabel#logo {{ font-size: {logo}px; font-weight: 700; color: {surface}; }}
QFrame#top {{ background: {surface}; border: none; border-bottom: 1px solid {border}; }}
QFrame#demo {{ background: {warning_ground}; border: none; border-bottom: 1px solid {border}; }}
QFrame#demo QLabel {{ color: {warning}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 10px; }}
QFrame[role="rule"] {{ background: {hairline}; max-height: 1px; min-height: 1px; border: none; }}
QFrame#toast {{ background: {tip}; border-radius: 8px; }}
QFrame#toast QLabel {{ color: {surface}; }}
QFrame#toast QPushButton {{ background: transparent; color: #A9D0F7; border: none; font-weight: 700;
    min-height: 0; padding: {p0}px {p2}px; }}
QFrame#toast QPushButton:focus, QFrame#toast QPushButton:hover {{ background: #33465A; }}
QPushButton, QToolButton[role="button"] {{ background: {surface}; color: {text}; border: 1px solid {border};
    border-radius: 6px; padding: {p1}px {p3}px; min-height: {control}px; }}
QPushButton:hover, QToolButton[role="button"]:hover {{ background: {tint}; border-color: {primary}; }}
QPushButton:pressed, QToolButton[role="button"]:pressed {{ background: {tint_strong}; }}
QPushButton:focus {{ border: 2px solid {primary}; padding: {p1f}px {p3f}px; }}
QPushButton:disabled {{ color: {disabled}; background: {stripe}; border-color: {hairline}; }}
QPushButton[role="primary"] {{ background: {primary}; color: {surface}; border-color: {primary}; font-weight: 700; }}
QPushButton[role="primary"]:hover {{ background: {primary_hover}; }}
QPushButton[role="primary"]:pressed {{ background: {primary_pressed}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {bar}; }}
QPushButton[role="primary"]:disabled {{ background: {grey_ground}; color: {disabled}; border-color: {hairline}; }}
QPushButton[role="link"] {{ background: transparent; border: none; color: {primary}; padding: {p0}px {p1}px;
    text-align: left; min-height: 0; }}
QPushButton[role="link"]:hover {{ background: {tint}; }}
QPushButton[role="link"]:disabled {{ background: transparent; color: {disabled}; }}
QPushButton[role="link"]:focus {{ border: 2px solid {primary}; padding: {p0f}px {p1f}px; }}
QPushButton[role="segment"] {{ border-radius: 0; padding: {p1}px {p2}px; border-left: none; }}
QPushButton[role="segment"][end="first"] {{ border-top-left-radius: 6px; border-bottom-left-radius: 6px;
    border-left: 1px solid {border}; }}
QPushButton[role="segment"][end="last"] {{ border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QPushButton[role="segment"][end="only"] {{ border-radius: 6px; border-left: 1px solid {border}; }}
QPushButton[role="segment"]:checked {{ background: {tint}; color: {primary}; border: 1px solid {primary};
    font-weight: 700; }}
QPushButton[role="segment"]:focus {{ border: 2px solid {primary}; padding: {p1f}px {p2f}px; }}
QPushButton::menu-indicator {{ image: url({icons}/chevron-down.svg); width: {icon}px; height: {icon}px;
    subcontrol-origin: padding; subcontrol-position: center right; right: {p1}px; }}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit {{ background: {surface}; color: {text};
    border: 1px solid {border}; border-radius: 6px; padding: {p1}px {p2}px; min-height: {control}px;
    selection-background-color: {primary}; selection-color: {surface}; }}
QPlainTextEdit, QTextEdit {{ min-height: {control}px; }}
QLineEdit:hover, QComboBox:hover {{ border-color: #9FB0C3; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {primary}; padding: {p1f}px {p2f}px; }}
QLineEdit[problem="true"], QComboBox[problem="true"], QPlainTextEdit[problem="true"] {{ border: 2px solid {bad};
    padding: {p1f}px {p2f}px; }}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {{ color: {disabled}; background: {stripe}; }}
/* Else the list leaves no room for the padding of its lines, and the last one is cut. */
QComboBox {{ combobox-popup: 0; }}
/* What goes on at the right, on every system, as in our own dialogs. */
QDialogButtonBox {{ button-layout: 3; }}
QComboBox::drop-down {{ border: none; width: {drop}px; }}
QComboBox::down-arrow {{ image: url({icons}/chevron-down.svg); width: {icon}px; height: {icon}px; }}
QComboBox QAbstractItemView, QListView, QListWidget {{ background: {surface}; border: 1px solid {border};
    selection-background-color: {tint}; selection-color: {primary}; }}
QListWidget {{ border-radius: 6px; }}
QListView::item {{ padding: {p1}px {p2}px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: {drop}px; border: none; background: transparent; }}
QSpinBox::up-arrow {{ image: url({icons}/chevron-up.svg); width: {icon}px; height: {icon}px; }}
QSpinBox::down-arrow {{ image: url({icons}/chevron-down.svg); width: {icon}px; height: {icon}px; }}
QCheckBox, QRadioButton {{ spacing: {p1}px; padding: {p0}px; border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {primary}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {box}px; height: {box}px; }}
QTableView {{ background: {surface}; alternate-background-color: {stripe}; border: 2px solid transparent;
    gridline-color: {hairline}; selection-background-color: {tint}; selection-color: {text}; }}
QTableView::item {{ padding: 0 {p2}px; border: none; }}
QTableView::item:selected {{ background: {tint_strong}; color: {text}; }}
QTableView:focus {{ border: 2px solid {primary}; border-radius: 8px; }}
QHeaderView {{ background: {stripe}; }}
QHeaderView::section {{ background: {stripe}; color: {text_soft}; border: none; border-bottom: 1px solid {border};
    padding: {p1}px {ph}px; font-weight: 700; }}
QHeaderView::down-arrow {{ image: url({icons}/chevron-down.svg); width: {icon}px; height: {icon}px;
    subcontrol-position: center right; right: {p1}px; }}
QHeaderView::up-arrow {{ image: url({icons}/chevron-up.svg); width: {icon}px; height: {icon}px;
    subcontrol-position: center right; right: {p1}px; }}
QScrollBar:vertical {{ background: transparent; width: 16px; margin: 2px 2px 2px 4px; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; margin: 2px; }}
QScrollBar::handle {{ background: #B7C2CE; border-radius: 5px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::handle:hover {{ background: #8C9AAA; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; }}
QStatusBar {{ background: {surface}; border-top: 1px solid {border}; color: {text_soft}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {text_soft}; padding: 0 {p1}px; }}
QStatusBar QLabel[role="warning"], QStatusBar QPushButton[role="warning"] {{
    background: {warning_ground}; color: {warning}; border-radius: 4px; }}
QStatusBar QPushButton {{ padding: 0 {p1}px; border: 1px solid transparent; font-weight: normal; }}
QStatusBar QPushButton:hover, QStatusBar QPushButton:focus {{ border-color: {warning}; }}
QWidget#qt_calendar_navigationbar {{ background: {surface}; }}
QCalendarWidget QToolButton {{ color: {text}; background: transparent; border: none; border-radius: 6px;
    padding: {p0}px {p1}px; font-weight: 700; }}
QCalendarWidget QToolButton:hover {{ background: {tint}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QToolTip {{ background: {tip}; color: {surface}; border: none; padding: {p1}px {p2}px; }}
QMenuBar {{ background: {surface}; color: {text}; padding: 0 {p2}px; }}
QMenuBar::item {{ padding: {p0}px {p2}px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {tint}; color: {primary}; }}
QMenu {{ background: {surface}; border: 1px solid {border}; padding: 6px; }}
QMenu::item {{ padding: {p1}px {p3}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {tint}; color: {primary}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 6px; }}
QProgressBar {{ background: {grey_ground}; border: none; border-radius: 5px; min-height: 10px; max-height: 10px; }}
QProgressBar::chunk {{ background: {primary}; border-radius: 5px; }}
QGroupBox {{ border: 1px solid {border}; border-radius: 10px; margin-top: {p3}px; padding: {p2}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {p2}px; color: {text_soft}; font-weight: 700; }}
QTabWidget#features::pane {{ border: none; }}
"""


def sheet(colours: Mapping[str, str], base_px: int, icons: str) -> str:
    """The style sheet in some colours at a type size; icons: the folder of the arrows, with forward slashes."""

    def at(px: float) -> int:
        return round(px * base_px / 15)

    measures = {
        "small": at(13), "h1": at(22), "h2": at(17), "logo": at(19), "p0": at(2), "p1": at(5), "p2": at(10),
        "p3": at(16), "ph": at(10) + 3, "control": at(24), "drop": at(28), "icon": at(14), "box": at(18),
    }  # fmt: skip
    # Under the focus border of two pixels the text stays where it was.
    focused = {f"{name}f": max(0, measures[name] - 1) for name in ("p0", "p1", "p2", "p3")}
    return _SHEET.format_map({**colours, **measures, **focused, "icons": icons})
