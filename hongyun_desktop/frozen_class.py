# SPDX-License-Identifier: GPL-3.0-or-later
"""Frozen dataclasses whose methods are made with their first instance, not with their module.

The standard library writes and compiles six methods for each class as it is defined: half a millisecond, three hundred
times. Most of them are not needed in one run (decision 27). Imports the standard library only.
"""

from collections.abc import Callable
from dataclasses import Field, FrozenInstanceError, dataclass, field, fields
from threading import RLock
from typing import Any, TypeVar, dataclass_transform, overload

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
    own = {name: value for name, value in vars(cls).items() if name not in {"__init__", "__dict__", "__weakref__"}}
    # On a twin: while the first __init__ is taken away and the real one not there yet, another thread may ask for it.
    twin = type(cls)(cls.__name__, cls.__bases__, own)
    before = dict(vars(twin))
    dataclass(frozen=True, **_unfinished[cls])(twin)
    made = {name: value for name, value in vars(twin).items() if before.get(name, twin) is not value}
    # Those of the twin ask for an instance of the twin.
    made["__setattr__"], made["__delattr__"] = _refusals(cls, frozenset(twin.__dataclass_fields__))
    first = made.pop("__init__")
    for name, value in made.items():
        setattr(cls, name, value)
    for name, value in own.items():
        if isinstance(value, Field) and name not in vars(twin):
            delattr(cls, name)
    cls.__init__ = first


def _refusals(cls: type, names: frozenset[str]) -> tuple[Callable[..., None], Callable[..., None]]:
    """What a frozen class does when it is written to: a subclass that is not frozen may have more than the fields."""

    def set_attribute(self: object, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def delete_attribute(self: object, name: str) -> None:
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return set_attribute, delete_attribute
