# SPDX-License-Identifier: GPL-3.0-or-later
"""Records against what the standard library makes of the same class."""

import pickle
import threading
from abc import ABC, abstractmethod
from dataclasses import FrozenInstanceError, asdict, dataclass, field, is_dataclass, replace
from inspect import signature
from typing import Any, Generic, TypeVar

import pytest

from hongyun_desktop.frozen_class import field_names, frozen

Row = TypeVar("Row")


@frozen
class Room:
    """A record with defaults, one of them made anew."""

    code: str
    floor: int = 1
    tags: list[str] = field(default_factory=list[str])

    def named(self) -> str:
        return f"{self.code}/{self.floor}"


@frozen
class Flat(Room):
    people: int = 0


def test_an_instance_is_that_of_a_frozen_dataclass() -> None:
    room = Room("3-2", floor=4)
    assert (room.code, room.floor, room.tags, room.named()) == ("3-2", 4, [], "3-2/4")
    assert repr(room) == "Room(code='3-2', floor=4, tags=[])"
    assert room == Room("3-2", 4)
    assert room != Room("3-2", 5)
    assert Room("a").tags is not Room("b").tags
    assert is_dataclass(room)
    assert asdict(replace(room, floor=5)) == {"code": "3-2", "floor": 5, "tags": []}
    with pytest.raises(FrozenInstanceError):
        room.floor = 9  # pyright: ignore[reportAttributeAccessIssue]
    match room:
        case Room(code, floor):
            assert (code, floor) == ("3-2", 4)


SHAPES: dict[str, tuple[dict[str, Any], dict[str, bool], list[tuple[tuple[Any, ...], dict[str, Any]]]]] = {
    "nothing": ({}, {}, [((), {})]),
    "one": ({"a": ...}, {}, [((1,), {}), ((2,), {}), ((1,), {})]),
    "defaults": ({"a": ..., "b": 2, "c": "x"}, {}, [((1,), {}), ((1, 3), {"c": "y"}), ((1, 2, "x"), {})]),
    "factory": ({"a": ..., "b": field(default_factory=list)}, {}, [((1,), {}), ((1, [2]), {})]),
    "hidden": ({"a": ..., "b": field(default=0, repr=False)}, {}, [((1, 2), {}), ((1, 3), {})]),
    "not compared": ({"a": ..., "b": field(default=0, compare=False)}, {}, [((1, 2), {}), ((1, 3), {})]),
    "by name": ({"a": ..., "b": 1}, {"kw_only": True}, [((), {"a": 1}), ((), {"b": 2, "a": 1})]),
    "one by name": ({"a": field(kw_only=True), "b": ...}, {}, [((1,), {"a": 2}), ((), {"b": 1, "a": 2})]),
    "ordered": ({"a": ..., "b": 0}, {"order": True}, [((2,), {}), ((1, 5), {}), ((1, 4), {})]),
}


def shaped(decorate: Any, parts: dict[str, Any], options: dict[str, bool]) -> Any:
    """A class of these parts, `...` for a part without a default, that also notes that it was looked at."""
    given = {name: value for name, value in parts.items() if value is not ...}
    looked: list[str] = []
    words = {"__annotations__": dict.fromkeys(parts, Any), "__post_init__": lambda _self: looked.append("x"), **given}
    made = type("Shape", (), {**words, "__module__": __name__, "__qualname__": "Shape", "looked": looked})
    return decorate(**options)(made)


@pytest.mark.parametrize("before", [0, 40])
@pytest.mark.parametrize("name", SHAPES)
def test_a_class_is_as_the_standard_library_makes_it(name: str, before: int) -> None:
    parts, options, calls = SHAPES[name]
    theirs = shaped(lambda **more: dataclass(frozen=True, **more), parts, options)
    ours = shaped(frozen, parts, options)
    for made in (theirs, ours):
        for _ in range(before):
            made(*calls[0][0], **calls[0][1])
    expected = [theirs(*given, **named) for given, named in calls]
    found = [ours(*given, **named) for given, named in calls]
    assert [repr(each) for each in found] == [repr(each) for each in expected]
    assert [asdict(each) for each in found] == [asdict(each) for each in expected]
    assert [[a == b for b in found] for a in found] == [[a == b for b in expected] for a in expected]
    assert ours.looked == theirs.looked
    if before:
        assert list(signature(ours).parameters) == list(signature(theirs).parameters)
    if name != "factory":
        assert [[hash(a) == hash(b) for b in found] for a in found] == [[a == b for b in expected] for a in expected]
    if options.get("order"):
        assert [[a < b for b in found] for a in found] == [[a < b for b in expected] for a in expected]
    for wrong in (((1, 2, 3, 4), {}), ((), {"z": 1})):
        for each in (shaped(frozen, parts, options), ours, theirs):
            with pytest.raises(TypeError):
                each(*wrong[0], **wrong[1])


def test_wrong_words_are_refused_at_the_first_instance_and_later() -> None:
    @frozen
    class Point:
        x: int

    for _ in range(2):
        with pytest.raises(TypeError, match="x"):
            Point()  # pyright: ignore[reportCallIssue]
    assert Point(1) == Point(1)
    assert hash(Point(1)) == hash(Point(1))


def test_a_value_given_twice_is_refused_as_one_too_many_is() -> None:
    @frozen
    class Point:
        x: int
        y: int = 0

    with pytest.raises(TypeError, match="multiple values for argument 'x'"):
        Point(1, x=2)  # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError, match="positional"):
        Point(1, 2, 3)  # pyright: ignore[reportCallIssue]


def test_a_record_may_stand_on_another_that_was_never_made() -> None:
    @frozen
    class Below:
        x: int

    @frozen
    class Above(Below):
        y: int = 2

    assert Above(1) == Above(1, 2)
    assert field_names(Above) == ("x", "y")
    assert Below(7).x == 7


def test_a_class_above_that_is_not_frozen_looks_at_its_words_once() -> None:
    @frozen
    class Below:
        x: int

    class Above(Below):
        def __init__(self, x: int) -> None:
            looked.append(x)
            super().__init__(x)

    looked: list[int] = []
    assert Above(7).x == 7
    assert looked == [7]


def test_fields_are_known_before_an_instance_is() -> None:
    @frozen(kw_only=True)
    class Facts:
        a: int = 0
        b: str = ""

    assert field_names(Facts) == ("a", "b")
    with pytest.raises(TypeError):
        Facts(1)  # pyright: ignore[reportCallIssue]
    assert Facts(b="x").b == "x"


def test_order_generic_and_abstract_classes() -> None:
    @frozen(order=True)
    class Place:
        number: int

    @frozen
    class Box(Generic[Row]):
        row: Row

    @frozen
    class Shape(ABC):
        side: int

        @abstractmethod
        def area(self) -> int: ...

    @frozen
    class Square(Shape):
        def area(self) -> int:
            return self.side**2

    assert sorted([Place(2), Place(1)]) == [Place(1), Place(2)]
    assert Box[int](3).row == 3
    assert Square(3).area() == 9
    with pytest.raises(TypeError, match="abstract"):
        Shape(1)  # pyright: ignore[reportAbstractUsage]


def test_an_instance_goes_through_a_pipe() -> None:
    assert pickle.loads(pickle.dumps(Flat("1-1", 2, ["x"], 3))) == Flat("1-1", 2, ["x"], 3)


def test_threads_that_make_the_first_one_together_all_get_theirs() -> None:
    for _ in range(50):

        @frozen
        class Line:
            a: int
            b: int = 2

        made: list[Line] = []
        together = threading.Barrier(4)

        def make(line: type[Line] = Line, together: threading.Barrier = together, made: list[Line] = made) -> None:
            together.wait()
            made.append(line(1))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Line(1)] * 4
