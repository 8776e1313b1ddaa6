# SPDX-License-Identifier: GPL-3.0-or-later
"""Every code in the source has its sentence, and every sentence gets what it asks for."""

import ast
import re
import string
from functools import cache
from pathlib import Path

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.messages.errors import ERRORS, FILE_KINDS, WINDOW_ERRORS, error_sentence
from hongyun_desktop.messages.findings import FINDINGS, TABLES, finding_sentence
from hongyun_desktop.messages.problems import PROBLEMS, passed_over_sentence, sheet_parts_sentence
from tests.source import PACKAGE, calls, texts_in, trees

ERROR_CLASSES = {"AppError", "Invalid", "Refused", "StorageProblem"}


def codes_of(call: ast.Call) -> list[str]:
    """The literal codes that a call may carry in its first argument."""
    return texts_in(call.args[0]) if call.args else []


def fields_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@cache
def errors() -> list[tuple[Path, ast.Call]]:
    """Where an error of ours is made with a literal code."""
    return [(path, call) for path, _name, call in calls(ERROR_CLASSES) if codes_of(call)]


def test_every_error_has_a_sentence_that_gets_its_parameters() -> None:
    for path, call in errors():
        open_ended = any(keyword.arg is None for keyword in call.keywords)
        given = {keyword.arg for keyword in call.keywords}
        for code in codes_of(call):
            assert code in ERRORS, f"{path.name}:{call.lineno} {code}"
            assert open_ended or fields_of(ERRORS[code]) <= given, f"{path.name}:{call.lineno} {code}"


def test_no_error_sentence_is_left_over() -> None:
    raised = {code for _, call in errors() for code in codes_of(call)}
    indirect = {
        node.value
        for path, tree in trees().items()
        if "messages" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(ERRORS) <= raised | indirect


def test_every_finding_has_a_sentence() -> None:
    for path, _name, call in calls({"Finding"}):
        for code in codes_of(call):
            assert code in FINDINGS, f"{path.name}:{call.lineno} {code}"


def test_every_table_has_a_word_for_people(store: Store) -> None:
    named = store.sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name <> 'sqlite_sequence'"
    )
    assert {name for (name,) in named} == set(TABLES)
    sentence = finding_sentence("reference_broken", {"table": "resident", "row": 7, "parent": "dwelling"})
    assert sentence == "住户第 7 条所指的房屋不存在。"
    assert "居民 212" in finding_sentence("search_out_of_step", {"kind": "resident", "row": 212})


def test_every_import_problem_has_a_sentence() -> None:
    for path, _name, call in calls({"ImportProblem"}):
        code = call.args[2] if len(call.args) > 2 else next((k.value for k in call.keywords if k.arg == "code"), None)
        if isinstance(code, ast.Constant):
            assert code.value in PROBLEMS, f"{path.name}:{call.lineno}"


def test_sentences_end_as_sentences() -> None:
    for table in (ERRORS, PROBLEMS, FINDINGS):
        for code, sentence in table.items():
            assert sentence.endswith(("。", "。{text}", "？")), code


def test_a_file_that_is_no_table_is_named_in_chinese() -> None:
    for kind in FILE_KINDS:
        error = Invalid("file_not_a_table", file="名册.xls", kind=kind)
        assert kind == "pdf" or kind not in error_sentence(error)


WORD = re.compile(r"(?<![A-Za-z])[a-z][a-z_-]{2,}")


def shown_in_the_window(code: str) -> str:
    return WINDOW_ERRORS.get(code, ERRORS[code])


def test_no_sentence_in_the_window_names_a_command_or_an_option() -> None:
    for code in ERRORS:
        bare = re.sub(r"\{[^}]*\}", "", shown_in_the_window(code)).replace(".xlsx", "").replace(".xls", "")
        assert "--" not in bare, code
        assert not WORD.search(bare), code


def test_a_sentence_for_the_window_asks_for_no_more_than_the_one_for_the_commands() -> None:
    for code, sentence in WINDOW_ERRORS.items():
        assert fields_of(sentence) <= fields_of(ERRORS[code]), code
        assert sentence.endswith("。"), code


def test_the_window_speaks_only_with_its_own_sentences() -> None:
    for path in (PACKAGE / "ui").rglob("*.py"):
        assert "error_sentence" not in path.read_text(encoding="utf-8").replace("window_sentence", ""), path.name


def test_what_stands_in_brackets_behind_a_sheet_is_explained() -> None:
    labels = ["签到（E列起）", "签到（E列起）（第2人）", "签到（2026-09-05清洁家园）（第3人）", "签到（备用）"]
    assert sheet_parts_sentence(labels) == (
        "“E列起”指同一张工作表里从 E 列开始的那张表。“第2人”指那一格里写着的第 2 个人。“2026-09-05清洁家园”指那一天的一栏。"
    )
    assert sheet_parts_sentence(["签到（9月5日清洁家园）", "签到（9月5号）"]) == "“9月5日清洁家园”指那一天的一栏。"
    assert (
        sheet_parts_sentence(["签到", "签到（备用）", "签到（2）", "名册（3栋）", "名册（1-12栋）", "名册（2026年）"])
        == ""
    )


def test_rows_that_nothing_was_made_of_are_told_by_sheet_and_few_words() -> None:
    assert passed_over_sentence([]) == ""
    told = passed_over_sentence([("3栋", 7), ("3栋", 5), ("3栋", 6), ("4栋", 2), ("3栋", 9)])
    assert told.startswith("这些行没有读：“3栋”第 5—7、9 行；“4栋”第 2 行。")
    assert "第 1、3、5、7、9、11…… 行" in passed_over_sentence([("3栋", row) for row in range(1, 30, 2)])
