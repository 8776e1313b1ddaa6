# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a window can be shown at all, found out before Qt ends the process over it. Imports no Qt."""

import os
import sys
from pathlib import Path

from hongyun_desktop.core.errors import AppError


def require() -> None:
    """See to it that Qt can open a window. Raises: AppError("no_display"), AppError("display_library_missing")."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not os.environ.get("WAYLAND_DISPLAY") and not _x_answers():
        raise AppError("no_display")
    _require_library(_qt_folder() / "plugins" / "platforms" / "libqxcb.so")


def prepare_input_method() -> None:
    """Let Chinese be typed under fcitx: the wheels of Qt have its portal for ibus only, which fcitx serves too."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"


def prepare_language() -> None:
    """Let Qt date files in Chinese, whatever language the computer was set up in."""
    if sys.platform == "linux" and not os.environ.get("LC_ALL"):
        os.environ["LC_TIME"] = "zh_CN.UTF-8"


def _x_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the library that Qt will miss is named below
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _require_library(plugin: Path) -> None:
    import ctypes

    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        # The loader names the library first, then a colon and what is the matter with it.
        raise AppError("display_library_missing", library=str(error).split(":", 1)[0]) from error


def _qt_folder() -> Path:
    import importlib.util

    spec = importlib.util.find_spec("PySide6")
    folder = Path(spec.origin).parent if spec and spec.origin else Path(sys.prefix)
    return folder / "Qt"
