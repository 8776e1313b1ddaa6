# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese lines keep the rules of punctuation, whatever they are made of."""

import random
import string
from itertools import pairwise

import pytest

from hongyun_desktop.documents.cells import CLOSERS, OPENERS, cells_of
from hongyun_desktop.documents.kept_words import words_of
from hongyun_desktop.documents.lines import Line, compose
from hongyun_desktop.documents.list_cells import lines_of

HAN = "在年度平安家园邻里守望志愿服务活动中热心公益乐于奉献累计事迹突出深受居民好评被评为社区优秀楼栋长"
FORBIDDEN_FIRST = "，。、；：！？）》〉」』】〕〗”’·…—～％,.;:!?)]}%"
FORBIDDEN_LAST = "（《〈「『【〔〖“‘([{"


def advance(character: str) -> float:
    if character in "“”‘’·":
        return 0.35
    return 0.55 if character.isascii() else 1.0


def set_text(text: str, width_em: float = 29.3, unbroken: tuple[str, ...] = (), indent_em: float = 2.0) -> list[Line]:
    return compose(cells_of(text, advance, width_em, unbroken), width_em, indent_em)


def end_of(line: Line) -> float:
    """Where the ink of a line may end at most: marks keep half their square blank."""
    last, start = [(piece, start) for piece, start in zip(line.pieces, line.starts_em, strict=True) if piece.strip()][
        -1
    ]
    narrow = 0.5 if last in "，。、；：）》〉」』】〕〗" else 0.65 if last in "！？" else None
    return start + (narrow if narrow is not None else sum(map(advance, last)))


def ink_starts(line: Line) -> list[float]:
    """Where each piece begins to be seen: the left half of a wide opening mark is blank."""
    halves = (0.5 if piece in "（《〈「『【〔〖" else 0.0 for piece in line.pieces)
    return [start + half for start, half in zip(line.starts_em, halves, strict=True)]


def random_body(chance: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(chance.randint(8, 60)):
        words = "".join(chance.choices(HAN, k=chance.randint(1, 9)))
        pieces.append(
            chance.choice(
                (
                    words,
                    words + chance.choice("，。、；：！？"),
                    f"“{words}”",
                    f"（{words}）",
                    f"《{words}“{words[:2]}”》",
                    f"“‘{words}’”。",
                    "——" + words,
                    words + "……",
                    f"{words}·{words}",
                    str(chance.randint(1, 99999)),
                    f"{chance.randint(1, 99)}.5%",
                    "".join(chance.choices(string.ascii_letters, k=chance.randint(1, 12))),
                    " QR code ",
                )
            )
        )
    return "".join(pieces)


@pytest.mark.parametrize("bodies", [400, pytest.param(4000, marks=pytest.mark.slow)])
def test_no_line_of_random_bodies_starts_or_ends_with_a_forbidden_mark(bodies: int) -> None:
    chance = random.Random(20261001)
    wrong: list[tuple[str, str]] = []
    for _ in range(bodies):
        body = random_body(chance)
        lines = [line.text for line in set_text(body, chance.choice((29.3, 34.2, 38.5, 43.9)))]
        wrong += [(one, two) for one, two in pairwise(lines) if two[0] in FORBIDDEN_FIRST]
        wrong += [(one, two) for one, two in pairwise(lines) if one[-1] in FORBIDDEN_LAST]
        assert "".join(lines).replace(" ", "") == body.replace(" ", "")
    assert wrong == []


def test_no_line_runs_over_the_edge_and_none_overlaps_itself():
    chance = random.Random(7)
    for _ in range(300):
        for line in set_text(random_body(chance)):
            assert end_of(line) <= 29.3 + 0.01, line.text
            inks = ink_starts(line)
            assert inks == sorted(inks), line.text


def test_all_lines_but_the_last_are_justified():
    lines = set_text("，".join([HAN] * 4) + "。")
    ends = [end_of(line) for line in lines[:-1]]
    assert ends == pytest.approx([29.3] * len(ends), abs=0.01)


def test_lines_of_a_list_keep_their_natural_pitch():
    lines = compose(cells_of(HAN * 2, advance, 9.5), 9.5, justified=False)
    for line in lines:
        assert list(line.starts_em) == list(range(len(line.pieces)))


def test_a_paragraph_is_indented_by_two_characters_and_its_other_lines_are_flush():
    first, second, *_ = set_text(HAN * 2)
    assert first.starts_em[0] == pytest.approx(2.0)
    assert second.starts_em[0] == pytest.approx(0.0)


@pytest.mark.parametrize("whole", ["买买提·艾力", "“鸿运小区最美家庭”", "王翀犇", "Hongyun Volunteer"])
def test_names_and_titles_are_never_split(whole: str):
    for before in range(60):
        lines = set_text(HAN[:before] + whole + HAN, unbroken=(whole,))
        assert any(whole in line.text for line in lines), before


@pytest.mark.parametrize("mark", ["——", "……"])
def test_dashes_and_ellipses_are_never_split(mark: str):
    for before in range(1, 60):
        lines = set_text(HAN[:before] + mark + HAN)
        assert any(mark in line.text for line in lines), before


def test_a_string_longer_than_a_line_breaks_as_a_last_resort():
    lines = set_text("被评为" + HAN, unbroken=(HAN,), width_em=12.0)
    assert "".join(line.text for line in lines) == "被评为" + HAN
    assert max(map(end_of, lines)) <= 12.01


def test_a_latin_word_longer_than_a_line_breaks_as_a_last_resort():
    word = "x" * 90
    lines = set_text(f"联系邮箱{word}。")
    assert "".join(line.text for line in lines) == f"联系邮箱{word}。"
    assert max(map(end_of, lines)) <= 29.31


def test_nothing_but_closing_marks_is_set_all_the_same():
    lines = set_text("，" * 200)
    assert sum(len(line.text) for line in lines) == 200


def test_between_han_and_digits_stands_a_gap_of_a_sixth_of_an_em_and_typed_blanks_give_way_to_it():
    tight = set_text("服务136小时")[0]
    assert tight.starts_em[2] - tight.starts_em[1] == pytest.approx(1.16)
    assert set_text("服务 136 小时")[0] == tight


def test_of_two_neighbouring_marks_the_first_gives_up_its_blank():
    line = set_text("好。”好")[0]
    assert line.starts_em[2] - line.starts_em[1] < 0.6


def test_no_text_gives_no_lines():
    assert set_text("") == []


def test_a_line_too_narrow_for_anything_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="too narrow"):
        set_text(HAN, width_em=5.0)


def test_openers_and_closers_share_no_mark():
    assert not OPENERS & CLOSERS


def test_a_word_at_the_end_of_a_line_stays_whole_where_the_line_can_afford_it() -> None:
    text = "在二〇二六年第三季度的行动中，他热心公益、乐于奉献，累计服务了很多小时，深受居民好评。"
    torn = compose(cells_of(text, advance, 31.0), 31.0, 2.0)
    kept = compose(cells_of(text, advance, 31.0, words=("服务", "累计", "奉献")), 31.0, 2.0)
    assert (torn[0].text[-1], torn[1].text[0]) == ("服", "务")
    assert (kept[0].text[-2:], kept[1].text[:2]) == ("累计", "服务")
    assert "".join(line.text for line in kept) == text


def test_a_word_is_torn_rather_than_the_line_left_short() -> None:
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"
    lines = compose(cells_of(text, advance, 12.0, words=("七八九十甲乙丙丁",)), 12.0)
    assert [len(line.text) for line in lines] == [12, 8]


def test_the_words_kept_whole_are_few_and_numbers_stay_with_their_unit() -> None:
    assert words_of("在2026年第三季度志愿服务中，累计服务126.5小时、栽树25棵") == (
        "2026年", "第三季度", "志愿", "服务", "累计", "126.5小时", "25棵",
    )  # fmt: skip


def test_a_cell_never_tears_a_unit_and_keeps_a_number_with_it_where_it_can() -> None:
    told = "绿化补植350平方米"
    for width_pt in range(44, 120, 2):
        lines = [line.text for line in lines_of(told, width_pt, 10)]
        assert any("平方米" in line for line in lines), lines
    wide = lines_of("川陕路沿线清理杂草和垃圾以后补植草皮、树木和花草一共有350平方米", 285, 10)
    assert wide[1].text == "350平方米"
