# SPDX-License-Identifier: GPL-3.0-or-later
"""微信昵称: by which somebody signs up in a chain, remembered once a person said who it is."""

import re

from hongyun_desktop.core.changes import Changed, Topic
from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.names import clean_text
from hongyun_desktop.core.roster.residents import get_resident
from hongyun_desktop.core.roster.tables import Resident
from hongyun_desktop.core.store.store import Store

# 王嬢嬢, 李大爷: how many are called, so no nickname of one of them. Own.
_HONORIFIC = re.compile(
    r".{1,2}(?:嬢嬢|孃孃|大爷|大妈|大娘|大姐|大哥|阿姨|叔叔|伯伯|婆婆|爷爷|奶奶|老师|医生|师傅|主任|书记|姐|哥|叔|姨|嫂|总|老)|[老小]."
)


def is_honorific(text: str) -> bool:
    """Whether a text is how one speaks to anybody of a surname, so that it tells nobody apart."""
    return _HONORIFIC.fullmatch(text) is not None


def keep_nickname(store: Store, resident_id: int, nickname: str) -> Changed:
    """Remember that somebody goes by a nickname; one that is known already changes nothing.

    Raises: Refused("resident_unknown"), Invalid("nickname_empty"), Invalid("private_use_character").
    """
    row, said = get_resident(store, resident_id), clean_text(nickname)
    if not said:
        raise Invalid("nickname_empty", "nickname")
    with store.unit("nickname_kept", resident_id=resident_id) as unit:
        if said not in row.nicknames:
            unit.update(
                Resident, resident_id, nicknames=(*row.nicknames, said),
                hand_edited=sorted({*row.hand_edited, "nicknames"}),
            )  # fmt: skip
        return unit.changed(Topic.RESIDENT)
