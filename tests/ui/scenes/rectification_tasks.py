# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks in every state, for pictures and tests: made through the committee's own doors."""

from datetime import date, timedelta
from pathlib import Path

from hongyun_desktop.core.clock import today
from hongyun_desktop.core.photos import keeping
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.rectification import chasing, listing, money, stepping, tasks
from hongyun_desktop.core.rectification.places import Place
from hongyun_desktop.core.rectification.quantities import Quantity
from hongyun_desktop.core.rectification.rules import ChaseWay, FundingKind, Priority, Source, State, TaskValues
from hongyun_desktop.core.store.store import Store

_GROUNDS = ("#8d7b68", "#6b8f71", "#a4b494")
_WAY = (State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE, State.CLOSED)
_KINDS = (
    ("排污沟淤泥堆积，雨天倒灌到人行道", "排污沟", "吨", 200, Place("川陕路", "86", spot="排污沟"), "街道城管"),
    ("流动摊贩占道经营", "占道经营", "家", 30, Place("川陕路", "102", spot="路口"), "街道城管"),
    ("楼道堆放纸箱、旧家具", "乱堆乱放乱搭乱建", "处", 3, Place(building="3", unit="2", spot="楼道"), "鸿运小区物业"),
    ("绿化带土裸露，要补草皮", "绿化补植", "平方米", 350, Place("鸿运大道", "100", spot="附近"), "环境美育队"),
    ("商铺店招破损褪色", "店招更换", "个", 21, Place("鸿运大道", "12", spot="沿街商铺"), "新东社区"),
    ("路灯不亮，夜里看不清台阶", "照明", "", 0, Place(building="6", spot="门前"), "鸿运小区物业"),
)


def add_task(
    store: Store, number: int, raised_on: date, due_on: date | None = None, *, until: State = State.REGISTERED,
    done: int | None = None,
) -> int:  # fmt: skip
    """One task of the kinds above, brought to a state; done: how much of the plan, all where None."""
    title, category, unit, planned, place, party = _KINDS[number % len(_KINDS)]
    quantities = (Quantity(unit, planned * 1000),) if unit else ()
    values = TaskValues(
        title, category, raised_on, place, Source.PATROL, party="" if until is State.REGISTERED else party,
        about_property="物业" in party, priority=Priority.URGENT if number % 5 == 0 else Priority.NORMAL, due_on=due_on,
        quantities=quantities, cost_fen=1_200_000 if number % 3 == 0 else None,
    )  # fmt: skip
    task_id = tasks.save_task(store, values).params["task_id"]
    for to in _WAY:
        if until is State.REGISTERED:
            break
        finished = to in (State.AWAITING_ACCEPTANCE, State.CLOSED)
        told = tuple(Quantity(q.unit, q.planned_milli, q.planned_milli,
                              q.planned_milli if to is State.CLOSED else 0) for q in quantities)  # fmt: skip
        stepping.step(store, task_id, to, on=raised_on, party=party, quantities=told if finished else None)
        if to is until:
            break
    if done is not None and quantities:
        tasks.set_quantities(store, task_id, [Quantity(unit, planned * 1000, done * 1000)])
    return task_id


def fill(store: Store) -> dict[str, int]:
    """About thirty tasks as on the committee's desk; the ids of some by name."""
    day = today(store.clock)

    def back(days: int) -> date:
        return day - timedelta(days=days)

    made = {
        "half": add_task(store, 0, back(45), back(12), until=State.IN_PROGRESS, done=80),
        "overdue": add_task(store, 1, back(40), back(3), until=State.ASSIGNED),
        "new": add_task(store, 2, back(2), day + timedelta(days=9)),
        "waiting": add_task(store, 3, back(30), day + timedelta(days=1), until=State.AWAITING_ACCEPTANCE),
        "closed": add_task(store, 4, back(90), back(60), until=State.CLOSED),
    }
    for number in range(28):
        until = (State.REGISTERED, State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_ACCEPTANCE, State.CLOSED)[
            number % 5
        ]
        add_task(store, number + 1, back(20 + number), day + timedelta(days=number % 13 - 2), until=until)
    _tell(store, made, day)
    return made


def _tell(store: Store, made: dict[str, int], day: date) -> None:
    """Money, chases, a rejection and a reopening."""
    half, closed = made["half"], made["closed"]
    money.add_funding(store, half, FundingKind.ASKED, 3_000_000, "街道办", day - timedelta(days=40))
    money.add_funding(store, half, FundingKind.GRANTED, 2_500_000, "街道办", day - timedelta(days=31))
    money.add_funding(store, half, FundingKind.SPENT, 1_180_000, "清淤施工队", day - timedelta(days=14), "第一段")
    chasing.add_chase(store, [half], ChaseWay.PHONE, day - timedelta(days=8), "城管中队值班员",
                      "挖机排不开，下周来", day + timedelta(days=3))  # fmt: skip
    chasing.add_chase(store, [half, made["overdue"]], ChaseWay.VISIT, day - timedelta(days=2), "城管中队")
    stepping.step(store, made["waiting"], State.IN_PROGRESS, on=day - timedelta(days=1), reason="草皮有一半没成活")
    stepping.step(store, closed, State.IN_PROGRESS, on=day - timedelta(days=6), reason="招牌又掉下来一块")


def add_pictures(store: Store, task_id: int, folder: Path, *stages: Stage) -> None:
    """A picture of one colour for each stage of a task."""
    add_pictures_of(store, Subject("task", task_id), folder, *stages)


def add_pictures_of(store: Store, subject: Subject, folder: Path, *stages: Stage) -> None:
    """The same of anything that has photos; no two are alike, for one and the same is kept once."""
    from PIL import Image, ImageDraw

    for number, stage in enumerate(stages):
        file = folder / f"{subject.kind}-{subject.record_id}-{number}.jpg"
        picture = Image.new("RGB", (640, 480), _GROUNDS[number % len(_GROUNDS)])
        ImageDraw.Draw(picture).rectangle((0, 480 - 60 * (number // len(_GROUNDS)), 640, 480), "#4d4a46")
        picture.save(file, "JPEG")
        taken_on = today(store.clock) - timedelta(days=20 - number)
        keeping.add_photos(store, subject, [IncomingPhoto(file, ".jpg", 640, 480, taken_on)], stage)


def filled(store: Store) -> dict[str, int]:
    """The same, once for a database."""
    known = listing.window(store, _half()).ids
    return {"half": known[0]} if known else fill(store)


def _half() -> "listing.Query":
    return listing.Query("雨天倒灌到人行道")
