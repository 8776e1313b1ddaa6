# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes program.ico, the icon of the Windows program, from icons/program.svg. Run by hand when the picture changes."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES_PX = (16, 24, 32, 48, 64, 128, 256)


def main() -> None:
    """Write program.ico beside this file."""
    folder = Path(__file__).parent
    app = QGuiApplication(["make_icon", "-platform", "offscreen"])
    picture = QImage(256, 256, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(folder / "icons" / "program.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    Image.open(io.BytesIO(buffer.data().data())).save(folder / "program.ico", sizes=[(px, px) for px in SIZES_PX])
    app.quit()


if __name__ == "__main__":
    main()
