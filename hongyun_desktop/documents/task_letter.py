# SPDX-License-Identifier: GPL-3.0-or-later
"""整改提醒函 to whoever is responsible, 情况反映（转办）单 to the street office.

A committee has no power to order: it reminds and asks. Nobody who complained is named: the letter tells what, where,
how much and by when, and nothing of where it was heard. Imports neither peewee nor PySide6.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from hongyun_desktop.core.rectification.letter_content import LetterContent, LetterRow
from hongyun_desktop.core.rectification.letters import LETTER_WORDS, LetterKind
from hongyun_desktop.core.rectification.paper_words import day_text, planned_text
from hongyun_desktop.core.rectification.report_content import ReportTask
from hongyun_desktop.core.rectification.rules import TaskRow
from hongyun_desktop.documents.form_page import FormPaper, Strip, write_form
from hongyun_desktop.documents.form_strips import facts
from hongyun_desktop.documents.letter_strips import body, cut_line, number_line, seal, slip_title, thumbnails
from hongyun_desktop.documents.list_head import Head

_OPENINGS = {
    LetterKind.REMINDER: (
        "我们了解到，下列{count}项与贵单位有关。为了居民的出行、安全和环境，现将情况函告如下，"
        "提醒并恳请贵单位予以关注、支持："
    ),
    LetterKind.REFERRAL: "下列{count}项情况，超出我们的职责和能力，现如实反映，商请转交有关部门研究办理：",
}
_CLOSINGS = {
    LetterKind.REMINDER: (
        "恳请贵单位安排整改，并请于{deadline}将办理情况告知我们。如有困难，也请说明，我们一同商量解决。"
    ),
    LetterKind.REFERRAL: "盼请协调处理为感。如能于{deadline}告知承办部门和进展，便于我们向居民说明。",
}
_SOON = {LetterKind.REMINDER: "方便时尽早", LetterKind.REFERRAL: "方便时"}
_ENDINGS = {LetterKind.REMINDER: "感谢贵单位对小区治理的支持！", LetterKind.REFERRAL: "特此反映。"}


def write(letter: LetterRow, content: LetterContent, path: Path, contents: Mapping[str, bytes] | None = None) -> int:
    """Write the letter; returns the number of pages. wording of the letter: "deadline", "request", each optional.

    content: what it said when it went out. contents: JPEG bytes by sha256; one picture of how it looks before stands
    small under each task. Raises: as `write_form`.
    """
    title, sent_from = LETTER_WORDS[letter.kind], f"{content.street}{content.community}"
    return write_form(
        FormPaper(
            head=Head(title, " · ".join(filter(None, (sent_from, content.issuer)))),
            strips=list(_strips(letter, content, contents or {})),
            footer=f"{content.compound} · {letter.number}",
            author=content.issuer,
            made_on=letter.made_on,
        ),
        path,
    )


def _strips(letter: LetterRow, content: LetterContent, contents: Mapping[str, bytes]) -> Iterator[Strip]:
    deadline, request = (_said(letter, name) for name in ("deadline", "request"))
    yield number_line(letter.number)
    yield from body(f"{letter.addressee}：", 0.0, (letter.addressee,))
    yield from body(_OPENINGS[letter.kind].format(count=len(content.tasks)))
    for number, task in enumerate(content.tasks, 1):
        yield from _task(number, task, letter.made_on, contents)
    if request:
        yield from body(request)
    yield from body(_CLOSINGS[letter.kind].format(deadline=deadline or _SOON[letter.kind]))
    # The end of a letter never stands alone on a page with its seal.
    for strip in body(_ENDINGS[letter.kind]):
        yield replace(strip, keeps=True)
    contact = f"联系：{content.contact}" if content.contact else ""
    yield seal(content.issuer, day_text(letter.made_on), contact)
    if letter.kind is LetterKind.REMINDER:
        yield from _slip(letter, content)


def _said(letter: LetterRow, name: str) -> str:
    return str(letter.wording.get(name) or "").strip()


def _due(row: TaskRow, made_on: date) -> str:
    """A day that is over is no day to ask for."""
    if row.due_on is None:
        return ""
    return f"建议期限：{day_text(row.due_on)}前" if row.due_on >= made_on else f"原定期限：{day_text(row.due_on)}"


def _task(number: int, task: ReportTask, made_on: date, contents: Mapping[str, bytes]) -> Iterator[Strip]:
    row = task.row
    told = [f"地点：{row.place.text}" if row.place.text else "",
            f"数量：{planned_text(row.quantities)}" if row.quantities else "",
            _due(row, made_on)]  # fmt: skip
    facts_told = "；".join(filter(None, told))
    lines = list(body(f"{number}. {row.title}（编号{row.number}）。{f'{facts_told}。' if facts_told else ''}"))
    shown = next((contents[sha256] for sha256 in task.photos_before if sha256 in contents), None)
    if shown is None:
        yield from lines
        return
    yield from lines[:-1]
    yield replace(lines[-1], keeps=True)
    yield thumbnails([shown])


def _slip(letter: LetterRow, content: LetterContent) -> Iterator[Strip]:
    yield cut_line()
    yield slip_title(f"{LETTER_WORDS[letter.kind]}回执")
    rows = facts((
        (("函件编号", letter.number), ("回复给", content.issuer)),
        (("收函单位", letter.addressee), ("收函日期", "")),
        (("办理情况", ""),),
        (("预计完成", ""), ("经办人、电话", "")),
    ), least_row_mm=10.0)  # fmt: skip
    for row in rows[:-1]:
        yield replace(row, keeps=True)
    yield rows[-1]
