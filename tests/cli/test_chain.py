# SPDX-License-Identifier: GPL-3.0-or-later
"""import chain: whoever is clear signs up, whoever is not is asked about, and nobody gets points."""

import json
from datetime import date
from pathlib import Path

import pytest

from hongyun_desktop.cli import main
from hongyun_desktop.core.activities import activities
from hongyun_desktop.core.activities.activities import ActivityValues
from hongyun_desktop.core.store.opening import open_store

DATA = Path(__file__).parent.parent / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))["jielong.txt"]


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("chain") / "鸿运.db"
    assert main(["--data", str(file), "import", "roster", str(DATA / "roster-office.xlsx")]) == 0
    return file


@pytest.fixture
def data(roster: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "鸿运.db"
    copy.write_bytes(roster.read_bytes())
    return copy


def run(data: Path, file: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, list[dict[str, object]]]:
    capsys.readouterr()
    words = ["--data", str(data), "import", "chain", str(file), "--activity", "国庆环境整治", "--date", "2026-10-01"]
    assert main([*words, "--hours", "2", "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_sample_matches_nobody_wrongly_and_leaves_unknown_only_who_is(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(data, DATA / "jielong.txt", capsys)
    truth = {each["line"]: (each["name"], each["address"]) for each in EXPECTED}
    assert all(truth[int(str(each["line"]))] == (each["name"], each["dwelling"]) for each in told["matched"])
    assert [each["line"] for each in told["ambiguous"]] == [4, 12]
    assert all(any(truth[int(str(e["line"]))][1] in str(c) for c in e["candidates"]) for e in told["ambiguous"])  # pyright: ignore
    assert told["unknown"] == [{"line": 15, "text": "王嬢嬢"}]
    assert len(told["matched"]) == 12


def test_they_sign_up_once_and_earn_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _time in range(2):
        run(data, DATA / "jielong.txt", capsys, "--team", "环境美育队")
    with open_store(data) as store:
        assert store.sql("SELECT state, minutes, count(*) FROM attendance GROUP BY 1, 2") == [("signed_up", 120, 12)]
        assert store.value("SELECT count(*) FROM entry") == 0
        assert store.sql("SELECT name, team FROM activity") == [("国庆环境整治", "环境美育队")]


def test_a_preview_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(run(data, DATA / "jielong.txt", capsys, "--preview")["matched"]) == 12
    with open_store(data) as store:
        assert store.value("SELECT count(*) FROM activity") == 0


CHAINS = {
    "full width and rings": "① 许国强　８－２－８０２\n② 郑珺【五栋】\n③ 朱志强[强][玫瑰]\n④",
    "emoji and nicknames": "#接龙\n周六劳动\n\n1️⃣ 阳光灿烂🌞（许国强 8-2-802）\n2. 郑珺👩🏻‍🌾五栋\n3. 我是朱志强，参加🙋‍♂️🇨🇳",
    "several in a line": "1.8-2-802许国强、郑珺5栋2单元1101\n2、朱志强 上午 +1\n3. ",
    "with notices above": "请写楼栋+姓名\n1、自带扫把\n2、有事请假\n#接龙\n例 张三 3栋\n1.8栋：许国强\n2.【5-2-1101】郑 珺\n3.朱志强 算我一个\n参与人数 3",
    "without a word above": "许国强/8栋\n郑珺 2单元1101\n@朱志强 报名",
}


@pytest.mark.parametrize("text", CHAINS.values(), ids=CHAINS)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_chains_are_read_however_people_write_them(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, encoding: str
) -> None:
    file = tmp_path / "接龙.txt"
    file.write_bytes(text.encode(encoding))
    told = run(data, file, capsys)
    assert {(str(each["name"]), str(each["dwelling"])) for each in told["matched"]} == {
        ("许国强", "8-2-802"), ("郑珺", "5-2-1101"), ("朱志强", "6-2-1002")
    }  # fmt: skip
    assert (told["ambiguous"], told["unknown"]) == ([], [])


def test_who_comes_along_without_a_name_is_asked_about_and_never_guessed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "接龙.txt"
    file.write_text("1. 许国强和老伴\n2. 我和老伴\n3. +1\n4. 报名\n5. 许国强的妈妈\n6. 许国强 请假", encoding="utf-8")
    told = run(data, file, capsys)
    assert [(each["line"], each["name"]) for each in told["matched"]] == [(1, "许国强")]
    assert [(each["line"], each["name"]) for each in told["ambiguous"]] == [
        (1, "许国强和老伴"), (5, "许国强的妈妈"), (6, "许国强")
    ]  # fmt: skip
    assert told["ambiguous"][0]["candidates"] == ["许静 8-2-802", "郑志强 8-2-802"]
    assert [(each["line"], each["text"]) for each in told["unknown"]] == [(2, "我和老伴"), (3, "+1"), (4, "报名")]


def test_a_line_written_twice_is_told_twice_and_signs_up_once(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "接龙.txt"
    file.write_text("1. 许国强\n2. 朱志强\n3. 许国强 8栋", encoding="utf-8")
    assert [each["line"] for each in run(data, file, capsys)["matched"]] == [1, 2, 3]
    with open_store(data) as store:
        assert store.value("SELECT count(*) FROM attendance") == 2


def test_an_activity_that_is_known_keeps_what_was_written_of_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(data) as store:
        values = ActivityValues("国庆环境整治", date(2026, 10, 1), "鸿运舞蹈队", "环境整治", place="大榕树")
        activities.save_activity(store, values)
    run(data, DATA / "jielong.txt", capsys)
    with open_store(data) as store:
        assert store.sql("SELECT team, service_kind, place FROM activity") == [("鸿运舞蹈队", "环境整治", "大榕树")]


def test_nobody_to_be_put_on_a_list_makes_no_activity(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "接龙.txt"
    file.write_text("1. 王嬢嬢", encoding="utf-8")
    assert run(data, file, capsys)["unknown"] == [{"line": 1, "text": "王嬢嬢"}]
    with open_store(data) as store:
        assert store.value("SELECT count(*) FROM activity") == 0


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--date", "2026-13-01", "“2026-13-01”不行"), ("--date", "国庆", "“国庆”不行"), ("--hours", "0", "“0”不行"),
        ("--hours", "25", "“25”不行"), ("--hours", "nan", "“nan”不行"), ("--hours", "两小时", "“两小时”不行"),
        ("--hours", "-1", ""),
    ],
)  # fmt: skip
def test_a_wrong_day_or_time_says_how_to_write_it(
    data: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, sentence: str
) -> None:
    options = {"--activity": "x", "--date": "2026-10-01", "--hours": "2", option: value}
    words = [word for pair in options.items() for word in pair]
    with pytest.raises(SystemExit) as told:
        main(["--data", str(data), "import", "chain", str(DATA / "jielong.txt"), *words])
    assert told.value.code == 2
    assert sentence in capsys.readouterr().err


def test_hours_may_have_a_fraction_that_is_whole_minutes(data: Path) -> None:
    words = [
        "import",
        "chain",
        str(DATA / "jielong.txt"),
        "--activity",
        "x",
        "--date",
        "2026年10月1日",
        "--hours",
        "1.1",
    ]
    assert main(["--data", str(data), *words]) == 0
    with open_store(data) as store:
        assert store.sql("SELECT DISTINCT minutes FROM attendance") == [(66,)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "里什么都没有"),
        (b"\x89PNG\r\n\x1a\n\0\0", "不是接龙的文字"),
        (b"\xff\xd8\xff\xe0\0\x81", "不是接龙的文字"),
        (b"GIF89a\x01\x02\x03 abc", "不是接龙的文字"),
        (b"\xef\xbb\xbf\r\n \r\n", "里什么都没有"),
        (b"1. a\n" * 200_000, "太大"),
    ],
)
def test_what_is_no_chain_says_what_to_do(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    file = tmp_path / "接龙.txt"
    file.write_bytes(content)
    words = ["--data", str(data), "import", "chain", str(file), "--activity", "x", "--date", "2026-10-01"]
    assert main([*words, "--hours", "2"]) == 1
    assert sentence in capsys.readouterr().err
