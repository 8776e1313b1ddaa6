# SPDX-License-Identifier: GPL-3.0-or-later
"""Photos on the screen: small ones in a strip, one large, two side by side, and the taking in of new ones."""

from hongyun_desktop.ui.kit.photos.strip import PhotoStrip
from hongyun_desktop.ui.kit.photos.thumbnails import Thumbnails

__all__ = ["PhotoStrip", "Thumbnails"]
