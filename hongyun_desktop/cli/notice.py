# SPDX-License-Identifier: GPL-3.0-or-later
"""notice: the 告知书 for posting, or the short ones for collection sheets. No resident's data are on either."""

from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core.personal.notice import notice_facts
from hongyun_desktop.documents.notice import write_notice, write_short_notices
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the command."""
    parser = commands.add_parser("notice", parents=[common()], help=_("个人信息告知书，存成 PDF"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument("--short", action="store_true", help=_("贴在收集表上的短的，一页四份"))
    parser.set_defaults(run=run)


def run(options: Options) -> Outcome:
    """Write the notice with what the committee wrote about itself."""
    with opened(options) as store:
        facts = notice_facts(store)
    pages = (write_short_notices if options.short else write_notice)(facts, options.out)
    lines = [_("告知书存在 {file}。").format(file=options.out.name)]
    if not facts.contact:
        lines.append(_("还没有写联系方式，纸上先空着：用 settings contact=… 写上，再来一次。"))
    return Outcome({"pages": pages, "contact": facts.contact}, lines)
