# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a backup beside what is there now."""

from datetime import datetime
from pathlib import Path

import pytest

from hongyun_desktop.core.backups import words
from hongyun_desktop.core.backups.comparing import Comparison, Holdings, Loss, Now, Relation
from hongyun_desktop.core.backups.program_copy import ProgramState

THERE = Holdings(
    "a", "桂花苑", datetime(2026, 11, 20, 17, 11), 3062, 1126, 8412, "3f9a" * 16, 96, 40, "2026-11-19", False
)


NOTHING = Loss()


def told(
    relation: Relation, state: Now = Now.THERE, lost: Loss = NOTHING, gained: Loss = NOTHING, erased: int = 0
) -> Comparison:
    return Comparison(Path("b.db"), THERE, None, state, relation, lost, gained, erased)


@pytest.mark.parametrize("relation", [each for each in Relation if each is not Relation.UNKNOWN])
def test_each_relation_is_said_in_a_sentence(relation: Relation) -> None:
    assert words.relation_sentence(told(relation)).endswith("。")


@pytest.mark.parametrize("state", [Now.MISSING, Now.LOCKED, Now.UNREADABLE])
def test_where_there_is_nothing_to_compare_with_that_is_said(state: Now) -> None:
    assert "没" in words.relation_sentence(told(Relation.UNKNOWN, state))


def test_what_is_in_it_is_one_sentence() -> None:
    assert words.holdings_sentence(told(Relation.SAME)) == "3,062 人、8,412 笔积分、96 张证书，记到 2026-11-20 17:11。"


def test_what_would_be_lost_is_counted_in_the_words_of_the_committee() -> None:
    parted = told(Relation.PARTED, lost=Loss(2, 37, 3, 1, 50), gained=Loss(writes=4), erased=1)
    assert words.difference_sentences(parted) == [
        "找回以后会少：2 人、37 笔积分、1 场活动、3 张证书。",
        "只有备份里有：4 次改动。",
        "备份之后删除过的 1 人，找回时会再删一遍。",
    ]
    assert words.difference_sentences(told(Relation.SAME)) == []


@pytest.mark.parametrize("state", list(ProgramState))
def test_what_became_of_the_program_is_said(state: ProgramState) -> None:
    assert words.program_sentence(state).endswith("。")
