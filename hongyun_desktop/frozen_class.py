# SPDX-License-Identifier: GPL-3.0-or-later
"""Frozen dataclasses whose methods are made with their first instance, not with their module.

The standard library writes and compiles six methods for each class as it is defined: half a millisecond, three hundred
times. Most of them are not needed in one run (decision 27). Imports the standard library only.
"""

from collections.abc import Callable
from dataclasses import Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from threading import RLock
from typing import Any, TypeVar, cast, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
_unfinished: dict[type, dict[str, bool]] = {}
_lock = RLock()


@overload
def frozen(cls: Class, /) -> Class: ...
@overload
def frozen(*, kw_only: bool = False, order: bool = False) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class | None = None, /, **options: bool) -> Class | Callable[[Class], Class]:
    """A class decorator, as `dataclass(frozen=True)`; the options are those of `dataclass`."""
    return _noted(cls, options) if cls is not None else lambda decorated: _noted(decorated, options)


def field_names(cls: type) -> tuple[str, ...]:
    """The fields of a frozen class, in their order."""
    _finish(cls)
    return tuple(each.name for each in fields(cls))


def _noted(cls: Class, options: dict[str, bool]) -> Class:
    def begin(self: Any, *args: object, **named: object) -> None:
        _finish(cls)
        self.__init__(*args, **named)

    _unfinished[cls] = options
    cls.__init__ = begin
    return cls


def _finish(cls: type) -> None:
    with _lock:
        for each in reversed(cls.__mro__):
            if each in _unfinished:
                _make_methods(each)
                del _unfinished[each]


def _make_methods(cls: type) -> None:
    options = _unfinished[cls]
    own = {name: value for name, value in vars(cls).items() if name not in {"__init__", "__dict__", "__weakref__"}}
    # On a twin: while the first __init__ is taken away and the real one not there yet, another thread may ask for it.
    twin = type(cls)(cls.__name__, cls.__bases__, own)
    before = dict(vars(twin))
    # What compares and shows instances needs no text that is compiled; an order is asked of two classes only.
    dataclass(frozen=True, repr=False, eq=options.get("order", False), **options)(twin)
    of = fields(cast(Any, twin))
    made = {name: value for name, value in vars(twin).items() if before.get(name, twin) is not value}
    first = made.pop("__init__")
    for name, value in {**_plain_methods(of), **made, **_refusals(cls, of)}.items():
        if name not in own or name in made:
            setattr(cls, name, value)
    for name, value in own.items():
        if isinstance(value, Field) and name not in vars(twin):
            delattr(cls, name)
    cls.__init__ = first


def _plain_methods(of: tuple[Field[Any], ...]) -> dict[str, Callable[..., Any]]:
    """What `dataclass` makes for the same fields."""
    shown = [each.name for each in of if each.repr]
    compared = [each.name for each in of if each.compare]
    values: Callable[[object], Any] = attrgetter(*compared) if compared else lambda _self: ()

    @recursive_repr()
    def show(self: object) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({told})"

    def equals(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__repr__": show, "__eq__": equals, "__hash__": hashed}


def _refusals(cls: type, of: tuple[Field[Any], ...]) -> dict[str, Callable[..., Any]]:
    """What a frozen class does when it is written to: a subclass that is not frozen may have more than the fields.

    Those of the twin would ask for an instance of the twin.
    """
    names = frozenset(each.name for each in of)

    def set_attribute(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def delete_attribute(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return {"__setattr__": set_attribute, "__delattr__": delete_attribute}
