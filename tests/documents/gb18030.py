# SPDX-License-Identifier: GPL-3.0-or-later
"""The Han characters of GB 18030-2022, implementation level 3, from the ranges that the standard names.

Source: GB 18030-2022, clause on implementation levels: 87 887 Han characters, that is the unified ideographs up to
U+9FEF, Extension A as of Unicode 3.0, B to F, and the twelve unified ideographs of the compatibility block.
"""

_RANGES = (
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
_UNIFIED_AMONG_COMPATIBILITY = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"
HAN_OF_LEVEL_3 = 87_887


def level_3() -> str:
    """All Han characters of level 3, in the order of their code points."""
    in_ranges = (chr(point) for first, last in _RANGES for point in range(first, last + 1))
    return "".join(sorted([*in_ranges, *_UNIFIED_AMONG_COMPATIBILITY]))
