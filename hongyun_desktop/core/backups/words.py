# SPDX-License-Identifier: GPL-3.0-or-later
"""What a comparison and a stick come to, in sentences that window and commands share. No resident's name in them."""

from hongyun_desktop.core.backups.comparing import Comparison, Loss, Now, Relation
from hongyun_desktop.core.backups.program_copy import ProgramState
from hongyun_desktop.core.backups.remembering import LastBackup, Place
from hongyun_desktop.text import _

_PROGRAM = {
    ProgramState.COPIED: _("程序也放上去了，逐个文件核对过。"),
    ProgramState.THERE: _("程序已经在上面，和这台电脑上的一样。"),
    ProgramState.NOT_PACKAGED: _("程序没有放上去：这台电脑上的不是打包好的程序，只有打包好的才能一起带走。"),
}
_RELATIONS = {
    Relation.SAME: _("和现在一样，找回也不会少什么。"),
    Relation.OLDER: _("比现在旧。找回以后，这份备份之后记的就没有了，要重新记。"),
    Relation.NEWER: _("比现在新，现在有的它都有。"),
    Relation.PARTED: _("和现在各记了各的：两边都有对方没有的。请看清楚再用。"),
    Relation.OTHER: _("不是从现在这套资料来的，可能是别的小区的。请看清楚再用。"),
}
_STATES = {
    Now.MISSING: _("这台电脑上现在没有资料，没有可比的。"),
    Now.LOCKED: _("现在的资料加了密，这次没有打开，没法比；它会原样留一份。"),
    Now.UNREADABLE: _("现在的资料读不出来，没法比；它会原样留一份。"),
}


def near_sentence(made: LastBackup) -> str:
    """That a backup lies on one disk with the data, and what to do about it; empty for one that does not."""
    if made.place is not Place.COMPUTER:
        return ""
    return _("这份备份和资料在同一块硬盘上，硬盘坏了会一起没有。请再备份一次到 U 盘或移动硬盘，放在别处。")


def program_sentence(state: ProgramState) -> str:
    """What became of the program on the stick."""
    return _PROGRAM[state]


def relation_sentence(told: Comparison) -> str:
    """How a backup stands to what is there now."""
    return _STATES[told.state] if told.state in _STATES else _RELATIONS[told.relation]


def holdings_sentence(told: Comparison) -> str:
    """What is in a backup: 3,062 人、8,412 笔积分、96 张证书，记到 2026-11-20 17:11。"""
    there = told.there
    what = _("{residents:,} 人、{entries:,} 笔积分、{certificates:,} 张证书").format(
        residents=there.residents, entries=there.entries, certificates=there.certificates
    )
    if there.written_at is None:
        return _("{what}，还没有记过。").format(what=what)
    return _("{what}，记到 {at:%Y-%m-%d %H:%M}。").format(what=what, at=there.written_at)


def difference_sentences(told: Comparison) -> list[str]:
    """What going back would cost and bring, and who is erased again; empty where there is nothing to tell."""
    told_of = [
        (_("找回以后会少：{what}。"), loss_words(told.lost)),
        (_("只有备份里有：{what}。"), loss_words(told.gained)),
    ]
    lines = [sentence.format(what=what) for sentence, what in told_of if what]
    if told.erased_since:
        lines.append(_("备份之后删除过的 {count} 人，找回时会再删一遍。").format(count=told.erased_since))
    return lines


def loss_words(loss: Loss) -> str:
    """2 人、37 笔积分、1 场活动、3 张证书; where none of these, how many other writes."""
    counts = (
        (_("{count:,} 人"), loss.residents),
        (_("{count:,} 笔积分"), loss.entries),
        (_("{count:,} 场活动"), loss.activities),
        (_("{count:,} 张证书"), loss.certificates),
    )
    words = [word.format(count=count) for word, count in counts if count]
    if not words and loss.writes:
        return _("{count:,} 次改动").format(count=loss.writes)
    return _("、").join(words)
