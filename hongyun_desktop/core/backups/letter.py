# SPDX-License-Identifier: GPL-3.0-or-later
"""请先看我.txt: what whoever finds the stick has to do, for people who have never heard of the program.

UTF-8 with a mark and Windows' line ends, so that Notepad shows it. No resident's name stands in it.
"""

from hongyun_desktop.core import settings
from hongyun_desktop.core.backups import comparing
from hongyun_desktop.core.backups.program_copy import Program
from hongyun_desktop.core.backups.remembering import LastBackup
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.text import _

NAME = "请先看我.txt"


def content(store: Store, made: LastBackup, program: Program | None) -> bytes:
    """The letter as bytes for the disk."""
    return "\ufeff".encode() + "\r\n".join([*lines(store, made, program), ""]).encode()


def lines(store: Store, made: LastBackup, program: Program | None) -> list[str]:
    """The letter, line by line."""
    compound = settings.committee(store).compound or _("我们小区")
    return [
        _("请先看我"),
        "",
        _("这个 U 盘里是{compound}的“鸿运桌面”资料备份：").format(compound=compound),
        _("花名册、志愿积分、荣誉证书、队伍、整治任务和照片。"),
        _("里面有居民的个人信息。捡到的人请交还自管委，谢谢。"),
        "",
        _("最近一份备份：{file}").format(file=made.file.name),
        _("备份时间：{at:%Y-%m-%d %H:%M}（按那台电脑的时钟）").format(at=made.at),
        _("住户 {people} 人，积分流水 {entries} 笔，校验码 {head}").format(
            people=comparing.count_residents(store), entries=made.entries, head=made.head[:16]
        ),
        "",
        _("电脑坏了、丢了、换了，这样接着用："),
        "",
        *_numbered(_steps(store, made, program)),
        "",
        *_notes(store),
    ]


def _numbered(steps: list[str]) -> list[str]:
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def _steps(store: Store, made: LastBackup, program: Program | None) -> list[str]:
    folder = made.file.parent.name
    return [
        *_program_steps(program),
        _("第一次打开会问怎么开始，点“从备份找回”。（已经有资料的，点菜单“资料”里的“从备份找回”。）"),
        _(
            "程序会列出这个 U 盘上的备份，选最上面那份：{at:%Y-%m-%d %H:%M} 的。没列出来，就点“选别的文件…”，"
            "到“{folder}”里选上面写的那个文件。"
        ).format(at=made.at, folder=folder),
        *([_("输入资料口令；想不起来，就输入纸上的恢复钥匙。")] if store.database.key is not None else []),
        _("看看里面的人数、积分笔数和校验码对不对，再点“用这份备份”。"),
        _("好了以后，先打开“微网实格”和“志愿积分”看一眼，再开始记新的。"),
    ]


def _program_steps(program: Program | None) -> list[str]:
    if program is None:
        return [_("先在那台电脑上装好“鸿运桌面”程序。这个 U 盘上没有程序，只有备份。")]
    system = program.name.rsplit("-", 1)[-1]
    return [
        _("把“{name}”整个文件夹拷到那台电脑上（{system} 电脑用），比如拷到桌面。不用联网，不用安装。").format(
            name=program.name, system=system
        ),
        _("打开拷过去的文件夹，双击“{start}”。").format(start=program.start),
    ]


def _notes(store: Store) -> list[str]:
    sealed = (
        _("备份加了密。文件名一样、末尾是 .key 的那个文件是钥匙文件，要和备份放在一起，少了它谁也打不开。")
        if store.database.key is not None
        else _("备份没有加密，谁拿到这个 U 盘都能看。请锁在柜子里。")
    )
    return [
        _("请注意："),
        _("- 不要改动、改名或只拷走“鸿运备份”里的一部分；有“照片”文件夹的，它也是备份的一部分。"),
        f"- {sealed}",
        _("- 平时的资料放在电脑里，不要直接在 U 盘上用。每周点一次“备份到 U 盘”，旧的会自己清理。"),
        _("- 一个 U 盘会坏。最好有两个，轮着用，放在两个地方。"),
    ]
