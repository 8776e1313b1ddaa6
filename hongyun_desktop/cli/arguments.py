# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be written after hongyun-desktop: the parser, put together from the commands' own parts."""

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from hongyun_desktop import __version__
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.text import _

Options = argparse.Namespace
Command = Callable[[Options], Outcome]
Commands = argparse._SubParsersAction  # pyright: ignore[reportPrivateUsage]
AddPart = Callable[["Commands[Parser]"], None]


class Parser(argparse.ArgumentParser):
    """argparse that speaks Chinese where people read it."""

    def format_usage(self) -> str:
        """The usage line under its Chinese name."""
        return super().format_usage().replace("usage: ", _("用法："), 1)

    def format_help(self) -> str:
        """The help text under Chinese headings."""
        text = super().format_help().replace("usage: ", _("用法："), 1)
        for english, chinese in (
            ("positional arguments:", _("要写的：")),
            ("options:", _("可选的：")),
            ("show this help message and exit", _("显示这段说明")),
            ("show program's version number and exit", _("显示版本号")),
        ):
            text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        """Say what is not written right, and exit 2."""
        self.exit(
            2,
            self.format_usage()
            + _("命令写得不对：{detail}。请对照上面的用法改一改。").format(detail=_said(message))
            + "\n",
        )


# argparse has these sentences in English only, and in no other place than its own messages.
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", _("还缺 {0}")),
    (r"unrecognized arguments: (.+)", _("认不得 {0}")),
    (r"argument (.+): invalid choice: '?([^' ]*)'? \(choose from (.+)\)", _("没有“{1}”，可以写 {2}")),
    (r"argument (.+): invalid int value: '(.*)'", _("{0} 要写整数，“{1}”不行")),
    (r"argument (.+): expected (?:one|at least one) argument", _("{0} 后面还要写内容")),
    (r"ambiguous option: (\S+) could match (.+)", _("{0} 写得不全，可能是 {1}")),
    (r"argument (.+): (.+)", _("{0} {1}")),
)


def _said(message: str) -> str:
    """argparse's complaint in Chinese; one of our own stays as it is."""
    for pattern, sentence in _COMPLAINTS:
        match = re.fullmatch(pattern, message)
        if match:
            return sentence.format(*match.groups())
    return message


def common() -> Parser:
    """The options every command takes, before or after its name."""
    parent = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parent.add_argument("--data", type=Path, metavar="FILE", help=_("资料文件；不写就用本机的那一份"))
    parent.add_argument("--demo", action="store_true", help=_("用演示资料（./hongyun-demo/）"))
    parent.add_argument("--new", action="store_true", help=_("资料文件不见了时，确认要新建一份空的"))
    parent.add_argument(
        "--password-stdin", action="store_true", help=_("口令和密码从标准输入读，一行一个；不写就在终端里输入")
    )
    parent.add_argument("--json", action="store_true", help=_("结果写成一个 JSON 对象"))
    return parent


def build(parts: Iterable[AddPart]) -> Parser:
    """The parser of some parts, each of which adds its commands; of none, that of the window alone."""
    parser = Parser(
        prog="hongyun-desktop",
        description=_("鸿运桌面：小区自管委的花名册、志愿积分、荣誉证书、队伍和整治任务。"),
        parents=[common()],
    )
    parser.set_defaults(
        data=None, demo=False, new=False, json=False, password_stdin=False, self_check=False, command=None
    )
    parser.add_argument("--self-check", action="store_true", help=_("看这份程序在这台电脑上能不能用，不动任何资料"))
    parser.add_argument("--version", action="version", version=__version__)
    adding = list(parts)
    if adding:
        commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=_("命令"), parser_class=Parser)
        for add in adding:
            add(commands)
    return parser
