# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the kit may ask for besides: a strip of photos that is shown."""

import pytest
from pytestqt.qtbot import QtBot

from hongyun_desktop.core.facilities import keeping as facilities
from hongyun_desktop.core.facilities.rules import FacilityValues
from hongyun_desktop.core.photos.rules import Subject
from hongyun_desktop.ui.kit.desk import Desk
from hongyun_desktop.ui.kit.photos import PhotoStrip


@pytest.fixture
def strip(desk: Desk, qtbot: QtBot) -> PhotoStrip:
    """The photos of a shed, none so far, told apart by stages."""
    facility = facilities.save_facility(desk.store, FacilityValues("停车棚")).params["facility_id"]
    made = PhotoStrip(desk)
    qtbot.addWidget(made)
    made.resize(420, 500)
    made.show_subject(Subject("facility", facility), stages=True)
    made.show()
    return made
