# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's rectification: the roads that the article tells of, what is open today, and what was built.

Everything goes through the committee's own doors, on the day it happened. The quantities add up to the article's
figures exactly, so tasks beyond them are kept without any.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from hongyun_desktop.core.facilities import keeping
from hongyun_desktop.core.facilities.rules import FacilityValues, Outcome, Work
from hongyun_desktop.core.photos import keeping as photos
from hongyun_desktop.core.photos.rules import IncomingPhoto, Stage, Subject
from hongyun_desktop.core.rectification import chasing, money, stepping, tasks
from hongyun_desktop.core.rectification.places import place_of
from hongyun_desktop.core.rectification.quantities import MILLI, Quantity
from hongyun_desktop.core.rectification.rules import ChaseWay, FundingKind, Priority, Source, State, TaskValues
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.demo import pictures
from hongyun_desktop.frozen_class import frozen

COMMUNITY, STREET, GREEN_TEAM, PROPERTY = "新东社区", "街道城管", "环境美育队", "鸿运小区物业"
_DAYS_BACK = 690
_WORK_DAYS = (10, 18, 25, 33)
Event = tuple[date, Callable[[Store], object]]


@frozen
class Campaign:
    """One kind of work along one road; parts: how much each stretch had."""

    road: str
    title: str
    category: str
    unit: str
    parts: tuple[int, ...]


CAMPAIGNS = (
    Campaign("鸿运大道", "沿线乱堆乱放、乱搭乱建拆除", "乱堆乱放乱搭乱建", "处", (3, 3, 4)),
    Campaign("鸿运大道", "沿线垃圾杂草清理", "垃圾杂草", "吨", (50, 50, 50, 50)),
    Campaign("鸿运大道", "补植树木草皮", "绿化补植", "平方米", (87, 87, 87, 89)),
    Campaign("鸿运大道", "商铺店招更换", "店招更换", "个", (5, 5, 5, 6)),
    Campaign("川陕路", "流动摊贩占道经营治理", "占道经营", "家", (50, 50, 50, 50)),
    Campaign("川陕路", "排污沟淤泥清理", "排污沟", "吨", (75, 75, 75, 75)),
    Campaign("川陕路", "黑臭水体裸露治理", "黑臭水体", "平方米", (100, 100)),
)
"""What the article counts, in stretches."""

FACILITIES = (
    ("车辆道闸", "道闸", "小区东门", Work.RENEWED, 620, 4_600_000, "街道", 6),
    ("人脸识别系统", "人脸识别", "各单元门", Work.BUILT, 560, 12_800_000, "街道", 6),
    ("电瓶车停车棚", "电瓶车停车棚", "5栋北侧", Work.BUILT, 510, 8_600_000, "社区", 3),
    ("休闲座椅", "休闲座椅", "大榕树下", Work.BUILT, 470, 1_500_000, "社区", 6),
    ("户外儿童活动场地", "儿童活动场地", "中庭", Work.BUILT, 430, 9_900_000, "街道", 1),
    ("邻里活动中心", "活动中心", "1栋底层", Work.RENEWED, 400, 26_000_000, "街道", 12),
    ("爱心工坊", "功能用房", "邻里活动中心", Work.BUILT, 380, None, "", None),
    ("公益工坊", "功能用房", "邻里活动中心", Work.BUILT, 380, None, "", None),
    ("匠心工坊", "功能用房", "邻里活动中心", Work.BUILT, 380, None, "", None),
    ("榕树驿站", "功能用房", "大榕树下", Work.BUILT, 350, None, "", None),
    ("邻里书屋", "功能用房", "邻里活动中心", Work.BUILT, 330, None, "", None),
    ("舞蹈排练室", "功能用房", "邻里活动中心", Work.BUILT, 330, None, "", None),
    ("四点半课堂", "功能用房", "邻里活动中心", Work.BUILT, 310, None, "", None),
    ("棋牌茶座", "功能用房", "邻里活动中心", Work.BUILT, 310, None, "", None),
)  # fmt: skip
"""Name, kind, place, work, days before today, cost in fen, who paid, months between inspections; eight functions."""


@dataclass(slots=True)
class RectificationStory:
    """All that happens, by day; `live_until` lets it happen up to a day, with the clock set by the caller's `at`."""

    events: list[Event]

    def live_until(self, store: Store, day: date, at: Callable[[date], None]) -> None:
        """Let everything up to a day happen, each on its own day."""
        while self.events and self.events[0][0] <= day:
            happens_on, happen = self.events.pop(0)
            at(happens_on)
            happen(store)


def story(today: date) -> RectificationStory:
    """The whole story as seen from a day; the same day gives the same story."""
    events = [*_campaign_events(today), *_open_events(today), *_facility_events(today)]
    # The order of one day's events is theirs to keep: sorting is stable.
    return RectificationStory(sorted((each for each in events if each[0] <= today), key=lambda event: event[0]))


class _Life:
    """One task on its way; its steps are events that know its id once it was saved."""

    def __init__(self, values: TaskValues) -> None:
        self.values, self.task_id = values, 0
        self.events: list[Event] = [(values.raised_on, self._save)]

    def _save(self, store: Store) -> None:
        self.task_id = tasks.save_task(store, self.values).params["task_id"]

    def step(self, to: State, days: int, reason: str = "", party: str = "", *, done: bool = False) -> "_Life":
        """Go to a state so many days after it was raised; done: with all that was planned done, and accepted."""
        day = self.values.raised_on + timedelta(days=days)

        def happen(store: Store) -> None:
            quantities = [_done(each, accepted=to is State.CLOSED) for each in self.values.quantities]
            stepping.step(
                store, self.task_id, to, on=day, reason=reason, party=party, quantities=quantities if done else None
            )

        return self.then(days, happen)

    def photo(self, days: int, stage: Stage) -> "_Life":
        """Keep the drawing of its category so many days after it was raised."""
        day = self.values.raised_on + timedelta(days=days)

        def happen(store: Store) -> None:
            drawn = pictures.drawing(self.values.category, after=stage is Stage.AFTER)
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "drawing.jpg"
                file.write_bytes(drawn)
                incoming = IncomingPhoto(file, ".jpg", *pictures.SIZE_PX, day)
                added = photos.add_photos(store, Subject("task", self.task_id), [incoming], stage)
            photos.change_photo(store, added.params["photo_ids"][0], stage=stage, taken_on=day, caption="示意图")

        return self.then(days, happen)

    def then(self, days: int, happen: Callable[[Store], object]) -> "_Life":
        """Let something else happen so many days after it was raised."""
        self.events.append((self.values.raised_on + timedelta(days=days), happen))
        return self


def _done(quantity: Quantity, *, accepted: bool) -> Quantity:
    whole = quantity.planned_milli
    return Quantity(quantity.unit, whole, whole, whole if accepted else 0, quantity.item)


def _campaign_events(today: date) -> list[Event]:
    stretches = [
        (campaign, number, amount)
        for campaign in CAMPAIGNS
        for number, amount in enumerate(campaign.parts, 1)
    ]  # fmt: skip
    parties = cycle((COMMUNITY, GREEN_TEAM, STREET, PROPERTY))
    works = cycle(_WORK_DAYS)
    events: list[Event] = []
    for place, (campaign, number, amount) in enumerate(stretches):
        raised_on = today - timedelta(days=_DAYS_BACK - place * (_DAYS_BACK - 24) // (len(stretches) - 1))
        life = _Life(TaskValues(
            f"{campaign.road}{campaign.title}（第{number}段）", campaign.category, raised_on,
            place_of(f"{campaign.road}{number * 100}号附近"), Source.PATROL, party=next(parties),
            due_on=raised_on + timedelta(days=30), quantities=(Quantity(campaign.unit, amount * MILLI),),
        ))  # fmt: skip
        days = next(works)
        life.step(State.ASSIGNED, 1, party=life.values.party).step(State.IN_PROGRESS, 3)
        life.step(State.AWAITING_ACCEPTANCE, days, done=True).step(State.CLOSED, days + 4, "验收合格", done=True)
        life.photo(0, Stage.BEFORE).photo(days, Stage.AFTER)
        if campaign.category == "排污沟":
            _fund(life, number)
        # Whatever is not over by today has been done and waits to be looked at: the figures are the article's.
        events += [(min(day, today), happen) for day, happen in life.events[:4]] + life.events[4:]
    return events


def _fund(life: _Life, number: int) -> None:
    asked, granted, spent = 4_000_000, 3_000_000, 2_860_000 + number * 10_000
    for days, kind, amount_fen, body in (
        (2, FundingKind.ASKED, asked, "桂湖街道"),
        (5, FundingKind.GRANTED, granted, "桂湖街道"),
        (12, FundingKind.SPENT, spent, COMMUNITY),
    ):
        day = life.values.raised_on + timedelta(days=days)

        def happen(
            store: Store, kind: FundingKind = kind, amount_fen: int = amount_fen, body: str = body, day: date = day
        ) -> None:
            money.add_funding(store, life.task_id, kind, amount_fen, body, day)

        life.then(days, happen)


def _task(today: date, days_ago: int, title: str, category: str, place: str, due_in: int | None, **more: Any) -> _Life:
    raised_on = today - timedelta(days=days_ago)
    due_on = raised_on + timedelta(days=due_in) if due_in is not None else None
    return _Life(TaskValues(title, category, raised_on, place_of(place), due_on=due_on, **more))


def _open_events(today: date) -> list[Event]:
    lives = [*_daily_life(today), *_ended_otherwise(today), _street_stalls(today)]
    return [event for life in lives for event in life.events]


def _daily_life(today: date) -> list[_Life]:
    cartons = [
        _task(today, days_ago, "楼道堆放纸箱杂物", "楼道堆物", "7栋1单元楼道", 7, source=Source.VISIT, party=PROPERTY)
        .step(State.ASSIGNED, 1, party=PROPERTY).step(State.IN_PROGRESS, 2)
        .step(State.AWAITING_ACCEPTANCE, 4).step(State.CLOSED, 6, "已清空，住户签了承诺")
        for days_ago in (220, 95)
    ]  # fmt: skip
    return [
        *cartons,
        _task(today, 9, "楼道又堆放纸箱杂物", "楼道堆物", "7栋1单元楼道", 14, source=Source.VISIT, party=PROPERTY)
        .step(State.ASSIGNED, 1, party=PROPERTY),
        _task(today, 6, "单元门闭门器损坏，关门声大", "设施损坏", "6栋2单元大门", 20, source=Source.MATTER),
        _task(today, 15, "飞线充电", "消防隐患", "9栋1单元车棚旁", 18, priority=Priority.URGENT, party=PROPERTY)
        .step(State.ASSIGNED, 0, party=PROPERTY).step(State.IN_PROGRESS, 2),
        _task(today, 3, "窨井盖松动", "设施损坏", "鸿运大道260号门前", 5, source=Source.STREET, priority=Priority.HIGH),
        _task(today, 20, "物业垃圾清运不及时", "环境卫生", "10栋垃圾房", 25, source=Source.MATTER, about_property=True,
              party=PROPERTY).step(State.ASSIGNED, 2, party=PROPERTY).step(State.IN_PROGRESS, 5)
        .step(State.AWAITING_ACCEPTANCE, 16),
    ]  # fmt: skip


def _ended_otherwise(today: date) -> list[_Life]:
    return [
        _task(today, 60, "要求更换整栋外墙", "设施损坏", "4栋", None, source=Source.MATTER)
        .step(State.REJECTED, 5, "属房屋大修，已告知申请维修资金的办法"),
        _task(today, 44, "高压线下违章堆料", "安全隐患", "川陕路180号对面", 30, source=Source.PATROL)
        .step(State.HANDED_ON, 3, "不属自管委职责", "街道综合执法队"),
        _task(today, 130, "大榕树花台破损", "设施损坏", "大榕树下", 20, party=GREEN_TEAM)
        .step(State.ASSIGNED, 1, party=GREEN_TEAM).step(State.IN_PROGRESS, 3).step(State.AWAITING_ACCEPTANCE, 12)
        .step(State.IN_PROGRESS, 14, "砖缝未勾，退回重做").step(State.AWAITING_ACCEPTANCE, 20)
        .step(State.CLOSED, 22, "验收合格"),
    ]  # fmt: skip


def _street_stalls(today: date) -> _Life:
    """The overdue one, reopened and chased twice."""
    life = _task(today, 75, "夜间烧烤摊占道反弹", "占道经营", "川陕路260号门前", 40, source=Source.MATTER,
                 priority=Priority.HIGH, party=STREET)  # fmt: skip
    life.step(State.ASSIGNED, 1, party=STREET).step(State.IN_PROGRESS, 4).step(State.AWAITING_ACCEPTANCE, 20)
    life.step(State.CLOSED, 22, "现场已清").step(State.IN_PROGRESS, 41, "居民反映摊位又摆出来了")
    for days, way, spoke_to, answer in (
        (50, ChaseWay.PHONE, "街道城管值班室", "已排入夜间巡查"),
        (64, ChaseWay.VISIT, "街道城管中队", "答应两周内清理"),
    ):
        day = life.values.raised_on + timedelta(days=days)

        def happen(
            store: Store, way: ChaseWay = way, spoke_to: str = spoke_to, answer: str = answer, day: date = day
        ) -> None:
            chasing.add_chase(store, [life.task_id], way, day, spoke_to, answer, day + timedelta(days=14))

        life.then(days, happen)
    return life


def _facility_events(today: date) -> list[Event]:
    events: list[Event] = []
    for name, kind, place, work, days_ago, cost_fen, funded_by, months in FACILITIES:
        built_on = today - timedelta(days=days_ago)
        values = FacilityValues(
            name, kind, place, work, built_on, cost_fen, funded_by, PROPERTY, inspect_every_months=months
        )
        events.append((built_on, lambda store, values=values: keeping.save_facility(store, values)))
    seen_on = today - timedelta(days=35)
    return [*events, (seen_on, lambda store: _inspect(store, seen_on))]


def _inspect(store: Store, day: date) -> None:
    by_name = {row.name: row.facility_id for row in keeping.list_facilities(store)}
    keeping.inspect(store, by_name["休闲座椅"], Outcome.FAULT, day, GREEN_TEAM, "两条座椅木板开裂", raise_task=True)
    for name in ("车辆道闸", "人脸识别系统", "电瓶车停车棚"):
        keeping.inspect(store, by_name[name], Outcome.SOUND, day, PROPERTY)
