# SPDX-License-Identifier: GPL-3.0-or-later
"""The views of 荣誉证书 for pictures: each step of a round as it looks when it is new, busy, refused and done."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QWidget

from hongyun_desktop.core.changes import Changed
from hongyun_desktop.core.honours import aftercare, candidates, printing, progress, proof, rounds, saved_papers
from hongyun_desktop.core.honours.progress import Step
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster import residents
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.store.tables import Setting
from hongyun_desktop.ui.features.honours import build
from hongyun_desktop.ui.features.honours.page import HonoursPage
from hongyun_desktop.ui.kit.desk import Desk
from tests.ui.held import hold

SUMMER = Quarter(2026, 3)
TITLE = "邻里守望之星"


def _begun(store: Store, top: int = 8) -> int:
    return cast(int, candidates.begin(store, SUMMER, TITLE, top).params["draft_id"])


def rename(store: Store, resident_id: int, name: str) -> Changed:
    """Give somebody another name, as the roster page does."""
    values = residents.values_of(residents.get_resident(store, resident_id))
    return residents.save_resident(store, replace(values, name=name), resident_id)


def _page(desk: Desk, step: Step | None = None) -> HonoursPage:
    page = hold(cast(HonoursPage, build(desk)))
    if step is not None:
        page.rounds.show_step(step)
    return page


def choose(desk: Desk) -> QWidget:
    page = _page(desk)
    page.rounds.choose.title.setText(TITLE)
    return page


def choose_known(desk: Desk) -> QWidget:
    return _page(desk)


def candidates_by_place(desk: Desk) -> QWidget:
    _begun(desk.store)
    return _page(desk)


def candidates_decided(desk: Desk) -> QWidget:
    draft_id = _decided(desk.store)
    page = _page(desk, Step.CANDIDATES)
    first = candidates.candidates(desk.store, draft_id)[0]
    page.rounds.candidates.table.select_id(first.resident_id)
    return page


def _decided(store: Store) -> int:
    draft_id = _begun(store)
    rows = candidates.candidates(store, draft_id)
    candidates.exclude(store, draft_id, rows[2].resident_id, "近期已受过同类表彰")
    later = next(row for row in ranking.quarter_ranking(store, SUMMER) if row.place > 20 and not row.erased)
    candidates.add(store, draft_id, later.resident_id, "独居老人探望事迹突出，议事会提名")
    return draft_id


def exclude_form(desk: Desk) -> QWidget:
    page = cast(HonoursPage, candidates_decided(desk))
    page.rounds.candidates.open_exclude()
    return cast(QWidget, page.rounds.candidates.form)


def add_form(desk: Desk) -> QWidget:
    page = cast(HonoursPage, candidates_decided(desk))
    page.rounds.candidates.open_add()
    return cast(QWidget, page.rounds.candidates.form)


def check_good(desk: Desk) -> QWidget:
    draft_id = _begun(desk.store)
    for number, row in enumerate(candidates.candidates(desk.store, draft_id)):
        rename(desk.store, row.resident_id, f"王建{'国华军民安平清明德福'[number % 10]}")
    return _page(desk, Step.CHECK)


def check_problems(desk: Desk) -> QWidget:
    draft_id = _begun(desk.store)
    rows = candidates.candidates(desk.store, draft_id)
    for row, name in zip(
        rows, ("王\U0003134f芳", "罗\U00020015", rows[3].name, "", "古丽巴哈尔·阿卜杜热合曼·买买提江"), strict=False
    ):
        if name:
            rename(desk.store, row.resident_id, name)
    candidates.set_honorific(desk.store, draft_id, [rows[5].resident_id], "")
    return _page(desk, Step.CHECK)


def proof_new(desk: Desk) -> QWidget:
    _begun(desk.store)
    return _page(desk, Step.PROOF)


def proof_saved(desk: Desk) -> QWidget:
    code = proof.state(desk.store, _begun(desk.store)).code
    saved_papers.record(desk.store, "校名单", saved_papers.proof_paper(code))
    return _page(desk)


def proof_printed(desk: Desk) -> QWidget:
    proof.record(desk.store, _begun(desk.store))
    return _page(desk)


def proof_lapsed(desk: Desk) -> QWidget:
    draft_id = _signed(desk.store)
    candidates.exclude(desk.store, draft_id, candidates.candidates(desk.store, draft_id)[0].resident_id, "本人谢绝")
    return _page(desk, Step.PROOF)


def proof_signed(desk: Desk) -> QWidget:
    _signed(desk.store)
    return _page(desk, Step.PROOF)


def _signed(store: Store) -> int:
    draft_id = _begun(store)
    proof.record(store, draft_id)
    proof.sign(store, draft_id, "周玉兰、李国强")
    return draft_id


def issue_unsigned(desk: Desk) -> QWidget:
    _begun(desk.store)
    return _page(desk, Step.ISSUE)


def issue_ready(desk: Desk) -> QWidget:
    _signed(desk.store)
    return _page(desk)


def issue_without_issuer(desk: Desk) -> QWidget:
    _signed(desk.store)
    with desk.store.unit("settings_saved", keys=["issuer"]) as unit:
        row = desk.store.find(Setting.select().where(Setting.key == "issuer"))
        assert row is not None
        unit.update(Setting, row.id, value="")
    return _page(desk)


def _issued(store: Store) -> list[int]:
    changed = rounds.issue_draft(store, _signed(store), lambda _sheet: None)
    return rounds.certificates_of(store, cast(int, changed.params["round_id"]))


def issued(desk: Desk) -> QWidget:
    _issued(desk.store)
    return _page(desk, Step.ISSUE)


def print_new(desk: Desk) -> QWidget:
    _issued(desk.store)
    return _page(desk)


def print_saved(desk: Desk) -> QWidget:
    _issued(desk.store)
    round_id = next(each.round_id for each in progress.list_rounds(desk.store) if each.title == TITLE)
    saved_papers.record(desk.store, "证书", saved_papers.round_paper(cast(int, round_id)))
    return _page(desk)


def print_partly(desk: Desk) -> QWidget:
    _printed(desk.store, _issued(desk.store), 3)
    return _page(desk)


def _printed(store: Store, ids: list[int], count: int) -> None:
    run_id = cast(int, printing.start_run(store, ids).params["run_id"])
    printing.printed(store, run_id, count)


def candidates_issued(desk: Desk) -> QWidget:
    _issued(desk.store)
    return _page(desk, Step.CANDIDATES)


def sign_off(desk: Desk) -> QWidget:
    ids = _issued(desk.store)
    _printed(desk.store, ids, len(ids))
    aftercare.sign_for_many(desk.store, ids[:2])
    return _page(desk)


def sign_form(desk: Desk) -> QWidget:
    page = cast(HonoursPage, sign_off(desk))
    page.rounds.sign_off.open_sign_all()
    return cast(QWidget, page.rounds.sign_off.form)


def sign_off_done(desk: Desk) -> QWidget:
    ids = _issued(desk.store)
    _printed(desk.store, ids, len(ids))
    aftercare.sign_for_many(desk.store, ids)
    page = _page(desk)
    line = next(each for each in progress.list_rounds(desk.store) if each.title == TITLE)
    page.rounds.open_round(line.draft_id, line.round_id)
    return page


SCENES: dict[str, Callable[[Desk], QWidget]] = {
    "honours-1-choose": choose,
    "honours-1-choose-known": choose_known,
    "honours-2-candidates": candidates_by_place,
    "honours-2-candidates-decided": candidates_decided,
    "honours-2-candidates-issued": candidates_issued,
    "honours-2-exclude-form": exclude_form,
    "honours-2-add-form": add_form,
    "honours-3-check-good": check_good,
    "honours-3-check-problems": check_problems,
    "honours-4-proof-new": proof_new,
    "honours-4-proof-saved": proof_saved,
    "honours-4-proof-printed": proof_printed,
    "honours-4-proof-lapsed": proof_lapsed,
    "honours-4-proof-signed": proof_signed,
    "honours-5-issue-unsigned": issue_unsigned,
    "honours-5-issue-ready": issue_ready,
    "honours-5-issue-without-issuer": issue_without_issuer,
    "honours-5-issued": issued,
    "honours-6-print-new": print_new,
    "honours-6-print-saved": print_saved,
    "honours-6-print-partly": print_partly,
    "honours-7-sign-off": sign_off,
    "honours-7-sign-form": sign_form,
    "honours-7-sign-off-done": sign_off_done,
}
