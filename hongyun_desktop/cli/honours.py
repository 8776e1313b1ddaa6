# SPDX-License-Identifier: GPL-3.0-or-later
"""honours, certificate: a quarter's round with its certificates, a reprint, and whether one is ours."""

from collections.abc import Sequence
from pathlib import Path

from hongyun_desktop.cli.arguments import Commands, Options, Parser, common
from hongyun_desktop.cli.outcome import Outcome
from hongyun_desktop.cli.session import opened
from hongyun_desktop.core.honours import register, rounds, verification
from hongyun_desktop.core.honours.rules import CertificateSheet
from hongyun_desktop.core.honours.wording import name_of
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.documents import certificate
from hongyun_desktop.messages.words import verdict_sentence
from hongyun_desktop.text import _


def add(commands: "Commands[Parser]") -> None:
    """Register the commands."""
    honours = commands.add_parser("honours", parents=[common()], help=_("一个季度的表彰：发证书，存成 PDF"))
    honours.add_argument("--quarter", required=True, metavar="2026Q3", help=_("季度"))
    honours.add_argument("--top", type=int, required=True, metavar="N", help=_("表彰前 N 名，并列的都算"))
    honours.add_argument("--title", required=True, metavar="T", help=_("称号，如 季度志愿之星"))
    honours.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    honours.set_defaults(run=hold_round)
    single = commands.add_parser("certificate", parents=[common()], help=_("补印一张证书，或核对证书真伪"))
    single.add_argument("number", nargs="?", metavar="NUMBER", help=_("证书编号"))
    single.add_argument("--out", type=Path, metavar="FILE.pdf")
    single.add_argument("--verify", metavar="TEXT", help=_("扫出来的文字，或手打的编号加校验码"))
    single.set_defaults(run=_single, parser=single)


def hold_round(options: Options) -> Outcome:
    """Hold the round, issue its certificates and write them as one PDF.

    The PDF is written after the certificates are in the register: a full disk then loses paper, not numbers, and
    `certificate NUMBER` prints them again.
    """
    quarter = Quarter.parse(options.quarter)
    with opened(options) as store:
        changed = rounds.hold_round(store, quarter, options.title, options.top, certificate.preflight)
        sheets = register.sheets(store, rounds.certificates_of(store, changed.params["round_id"]))
    pages = certificate.write_certificates(sheets, options.out)
    issued = [{"number": sheet.number, "name": sheet.wording.recipient} for sheet in sheets]
    lines = [_("发出证书 {count} 张，存在 {file}：").format(count=len(issued), file=options.out.name)]
    lines += [f"  {each['number']}  {each['name']}" for each in issued]
    return Outcome({"issued": issued, "pages": pages}, lines)


def _single(options: Options) -> Outcome:
    if options.verify is not None:
        return verify(options)
    if not options.number or options.out is None:
        options.parser.error(_("写上证书编号和 --out FILE.pdf，或者 --verify TEXT"))
    return reprint(options)


def reprint(options: Options) -> Outcome:
    """Write one certificate again under its number, and log that it was printed again."""
    with opened(options) as store:
        sheets = _sheets_of(store, options.number)
        pages = certificate.write_certificates(sheets, options.out)
        register.record_print(store, [register.find_id(store, options.number)])
    sheet = sheets[0]
    data = {"number": sheet.number, "name": name_of(sheet.wording), "pages": pages}
    return Outcome(
        data, [_("{number} 已补印到 {file}，补印已登记。").format(number=sheet.number, file=options.out.name)]
    )


def _sheets_of(store: Store, number: str) -> Sequence[CertificateSheet]:
    return register.sheets(store, [register.find_id(store, number)])


def verify(options: Options) -> Outcome:
    """Say whether a text is one of our certificates, and what the register knows of it."""
    with opened(options) as store:
        verdict = verification.verify(store, options.verify)
    data = {
        "valid": verdict.valid, "state": verdict.state, "number": verdict.number, "name": verdict.name,
        "wording": verdict.wording,
    }  # fmt: skip
    return Outcome(
        data, [verdict_sentence(verdict.state, verdict.number, verdict.name), *filter(None, [verdict.wording])]
    )
