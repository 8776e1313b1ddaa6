# SPDX-License-Identifier: GPL-3.0-or-later
"""People who stand beside each other in one row: the same columns again, or 户主, 成员1 and 成员2, each with columns.

Each comes as a sheet of its own whose rows keep their numbers; where they live is told by the columns of all.
Imports neither peewee nor PySide6.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from hongyun_desktop.exchange.bare_days import names_day
from hongyun_desktop.exchange.cells import text_of
from hongyun_desktop.exchange.columns import Layout
from hongyun_desktop.exchange.heading_text import plain
from hongyun_desktop.exchange.reading import Cell, Sheet
from hongyun_desktop.exchange.table import ADDRESS_FIELDS, is_total
from hongyun_desktop.frozen_class import frozen

# Of a ledger what is wrong stands for a name.
_PEOPLE = frozenset({"name", "head", "title"})
_OWNER = re.compile(
    r"(?P<who>户主|业主|产权人|租户|租客|承租人|(?:家庭)?成员)(?P<number>\d{1,2}|[一二三四五六七八九十])?(?P<what>.*)"
)
# A heading with the number of whom it is about behind it.
_COUNTED = re.compile(r"(?P<word>.+?)(?P<number>\d{1,2}|[一二三四五六七八九十])?")
_RELATIONS = frozenset({"关系", "与户主关系", "与户主的关系", "称谓", "家庭关系"})
_NAMES = frozenset({"", "姓名", "名字"})
_OWNERS, _TENANTS = frozenset({"户主", "业主", "产权人"}), frozenset({"租户", "租客", "承租人"})
# Whom a group of columns may be about who does not live there.
_OF_OTHERS = re.compile("紧急|联系人|房东|监护|物业|中介")
_LETTERS = 26
_Who = tuple[str, str]


@frozen
class _Block:
    """The columns of one person of each row; renamed: headings without whom they are about."""

    columns: frozenset[int]
    renamed: Mapping[int, str] = field(default_factory=dict[int, str])


def blocks_of(sheet: Sheet, layout: Layout) -> list[Sheet]:
    """The sheet once for each person that its rows have beside each other; the sheet itself where that is one."""
    blocks = _by_owner(layout) or _repeated(sheet, layout)
    if len(blocks) < 2:
        return [sheet]
    shared = _shared(layout, blocks)
    return [_only(sheet, layout, block, shared, first=number == 0) for number, block in enumerate(blocks)]


def _shared(layout: Layout, blocks: Sequence[_Block]) -> frozenset[int]:
    """The columns of addresses that stand once for all; those that are repeated with the people are each one's own."""
    spelled = [plain(heading) for heading in layout.headings.values()]
    return frozenset(
        column for column in blocks[0].columns
        if layout.fields.get(column) in ADDRESS_FIELDS and spelled.count(plain(layout.headings[column])) == 1
    )  # fmt: skip


def _by_owner(layout: Layout) -> list[_Block]:
    """户主 | 户主电话 | 成员1 | 成员1电话, or 业主姓名 | 租户姓名; nothing for 户主 beside the names of all members."""
    told = {column: _OWNER.fullmatch(plain(heading)) for column, heading in layout.headings.items()}
    whose: dict[int, _Who] = {
        column: (match["who"], match["number"] or "")
        for column, match in told.items() if match and not match["what"].startswith("关系")
    }  # fmt: skip
    what = {column: match["what"] for column, match in told.items() if match}
    named = list(dict.fromkeys(who for column, who in whose.items() if what[column] in _NAMES))
    whos = {who for who, _number in named}
    if len(named) < 2 or not (any(number for _who, number in named) or (whos & _OWNERS and whos & _TENANTS)):
        return []
    beside = _beside(layout, {column: who for column, who in whose.items() if what[column] in _NAMES}, whose)
    whose |= {column: who for column, who in beside.items() if who in named[1:]}
    what |= {column: plain(layout.headings[column]) for column in beside}
    first = frozenset(column for column in layout.headings if whose.get(column) not in named[1:])
    columns = [first, *(frozenset(column for column, each in whose.items() if each == who) for who in named[1:])]
    return [
        _Block(own, {column: _bare(layout, column, whose[column], what[column]) for column in own if column in whose})
        for own in columns
    ]


def _beside(layout: Layout, named: Mapping[int, _Who], known: Mapping[int, _Who]) -> dict[int, _Who]:
    """Whose the columns are that do not say it: 成员1 | 关系1 | 成员2 | 关系2, or 关系 and 电话 again behind each name.

    A relation is of the name before it, or of its number; anything else only where each name has its own.
    """
    told = {column: _COUNTED.fullmatch(plain(text)) for column, text in layout.headings.items() if column not in known}
    words = {column: (match["word"], match["number"] or "") for column, match in told.items() if match}
    before = {column: [who for each, who in named.items() if each < column][-1:] for column in words}
    fits: dict[str, bool] = {}
    for column, (word, number) in words.items():
        others = [each for each, (again, _number) in words.items() if again == word]
        of_its_number = not number or not before[column] or before[column][0][1] == number
        fits[word] = fits.get(word, True) and of_its_number and (len(others) > 1 or word in _RELATIONS or bool(number))
    by_number = {who[1]: who for who in named.values() if who[1]}
    return {
        column: before[column][0] if fits[word] else by_number[number]
        for column, (word, number) in words.items()
        if (fits[word] and before[column]) or (word in _RELATIONS and number in by_number)
    }  # fmt: skip


def _bare(layout: Layout, column: int, who: _Who, what: str) -> str:
    """The heading without its person; a head of household stays one."""
    if what in _NAMES:
        return layout.headings[column] if who[0] == "户主" else "姓名"
    return what


def _repeated(sheet: Sheet, layout: Layout) -> list[_Block]:
    """The same headings again, from one that stands for a name or from those in front of it."""
    spelled = {column: plain(heading) for column, heading in layout.headings.items()}
    names = {spelled[column] for column, name in layout.fields.items() if name in _PEOPLE}
    repeated = [text for text in spelled.values() if list(spelled.values()).count(text) > 1]
    if names.isdisjoint(repeated):
        return []
    name = next(text for text in repeated if text in names)
    columns_of_name = [column for column, text in spelled.items() if text == name]
    first = next(column for column, text in spelled.items() if text in repeated)
    starts = [column for column, text in spelled.items() if text == spelled[first]]
    if len(starts) != len(columns_of_name) or first > columns_of_name[0]:
        starts = columns_of_name
    before = [column for column in spelled if column < starts[0]]
    spans = [
        [column for column in spelled if start <= column and (end is None or column < end)]
        for start, end in zip(starts, [*starts[1:], None], strict=True)
        if not _OF_OTHERS.search(_group_above(sheet, layout, start))
    ]  # fmt: skip
    if any(layout.fields.get(column) in _PEOPLE for column in before) or not spans:
        spans = [[], *spans]
    return [_Block(frozenset([*before, *own] if number == 0 else own)) for number, own in enumerate(spans)]


def _group_above(sheet: Sheet, layout: Layout, column: int) -> str:
    """What stands in the row above a heading's lowest one: 租户信息 above 姓名, 电话."""
    row = sheet.rows[layout.first_row - 2] if layout.first_row > 1 else ()
    return text_of(row[column]) if column < len(row) else ""


def _only(sheet: Sheet, layout: Layout, block: _Block, shared: frozenset[int], *, first: bool) -> Sheet:
    heading_row, kept = layout.first_row - 1, block.columns | shared
    begins, ends = min(block.columns), max(block.columns) + 1

    def above(row: Sequence[Cell]) -> Sequence[Cell]:
        # Of two titles beside each other the block's own comes first; what only the other says holds for both.
        own, others = row[begins:ends], [*row[:begins], *row[ends:]]
        if any(map(names_day, own)):
            others = ["" if names_day(cell) else cell for cell in others]
        return [*own, *others]

    def cut(row: Sequence[Cell]) -> Sequence[Cell]:
        if not first and not _told(row, block.columns) and (not _told(row, shared) or is_total(_told(row, shared))):
            # Whose dwelling the rows below are in is told by the columns of all; their sums count once.
            return []
        return [cell if column in kept else "" for column, cell in enumerate(row)]

    rows = [row if number < heading_row else cut(row) for number, row in enumerate(sheet.rows)]
    rows[: layout.heading_row] = map(above, sheet.rows[: layout.heading_row])
    for number in range(layout.heading_row, heading_row):
        # Other people's group headings (租户 above 姓名, 电话) are none of this block's columns.
        rows[number] = [cell if column in kept else "" for column, cell in enumerate(sheet.rows[number])]
    heading = rows[heading_row]
    rows[heading_row] = [block.renamed.get(column, cell) for column, cell in enumerate(heading)]
    part = "" if first else f"（{_letters(min(block.columns))}列起）"
    return replace(sheet, rows=rows, part=sheet.part + part)


def _told(row: Sequence[Cell], columns: Iterable[int]) -> list[str]:
    return [text for column in sorted(columns) if column < len(row) and (text := text_of(row[column]))]


def _letters(column: int) -> str:
    before, last = divmod(column, _LETTERS)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
