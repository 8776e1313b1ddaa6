# SPDX-License-Identifier: GPL-3.0-or-later
"""The pairs of traditional and simplified characters are sound: one reading in common, and the second is standard."""

from hongyun_desktop.core import character_table
from hongyun_desktop.core.traditional import SIMPLIFIED, simplified


def test_each_pair_shares_a_reading_and_only_the_second_is_on_the_national_list() -> None:
    rows = {
        line.split("\t")[0]: (set(line.split("\t")[2].split(",")), line.split("\t")[3] == "8")
        for line in character_table.text().splitlines()
    }
    wrong = [
        before + after
        for before, after in SIMPLIFIED.items()
        if not rows[before][0] & rows[after][0] or rows[before][1] or not rows[after][1]
    ]
    assert wrong == []


def test_a_name_is_written_as_the_roster_has_it() -> None:
    assert simplified("張曉軍") == "张晓军"
    assert simplified("彭𬱖㛃䶮") == "彭𬱖㛃䶮"
