# SPDX-License-Identifier: GPL-3.0-or-later
"""demo FILE and --demo: the invented compound, to look around in."""

from datetime import date
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.demo import build, tour
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser("demo", parents=[common()], help=_("新做一份演示资料"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.set_defaults(run=make)


def make(options: Options) -> Outcome:
    """A new database with the story."""
    made = build.build(options.file, date.today())
    lines = [_("演示资料已做好：{file}（人物都是虚构的，证书印有“样张”）。").format(file=made.file.name)]
    return Outcome({"file": str(made.file), "last_quarter": made.last_quarter.code}, lines)


def run(_options: Options) -> Outcome:
    """The database, the last quarter's certificates and a summary, in ./hongyun-demo/."""
    made = tour.make_tour(date.today())
    data = {
        "database": str(made.database),
        "certificates": str(made.certificates),
        "summary": str(made.summary),
        "pages": made.pages,
    }
    lines = [
        *made.lines,
        "",
        _("已写好，请打开文件夹 {folder} 看看：").format(folder=made.database.parent),
        _("  {file}  上个季度的荣誉证书，{pages} 张").format(file=made.certificates.name, pages=made.pages),
        _("  {file}  这段摘要").format(file=made.summary.name),
        _("  {file}  演示资料").format(file=made.database.name),
    ]
    return Outcome(data, lines)
