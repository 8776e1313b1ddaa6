# SPDX-License-Identifier: GPL-3.0-or-later
"""Frozen dataclasses whose methods are made with their first instance, not with their module.

The standard library writes and compiles six methods for each class as it is defined: half a millisecond, three hundred
times. Most of them are not needed in one run (decision 27). Imports the standard library only.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from threading import RLock
from typing import Any, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)
_unfinished: dict[type, dict[str, bool]] = {}
_lock = RLock()
_LATER = object()
_FEW = 20
_set = object.__setattr__


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
        cls.__init__(self, *args, **named)

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
    own = set(vars(cls))
    # Each method that `dataclass` makes is a text to be compiled: it reads the fields, and makes an order for the two
    # classes that have one.
    ordered = options.get("order", False)
    dataclass(init=False, repr=False, eq=ordered, unsafe_hash=ordered, **options)(cls)
    of = fields(cls)
    for name, method in {**_plain_methods(of), **_refusals(cls, of)}.items():
        if name not in own:
            setattr(cls, name, method)
    # Last: whoever asks for an instance meanwhile, in another thread, still comes by the first __init__, and waits.
    cls.__init__ = _init_of_few(cls, of, then="__post_init__" in dir(cls))


def _init_of_few(cls: type, of: tuple[Field[Any], ...], *, then: bool) -> Callable[..., None]:
    """What takes the values of the first instances: most classes have a handful, compiling costs as much as a hundred.

    `_init` takes over with the next one, or where the values are not simply those of the fields: Python then says what
    is wrong with them.
    """
    names = tuple(each.name for each in of)
    all_names = set(names)
    by_place = tuple(each.name for each in of if not each.kw_only)
    defaults = {each.name: each.default for each in of if each.default is not MISSING}
    left = _FEW

    def __init__(self: Any, *values: object, **named: object) -> None:  # noqa: N807
        nonlocal left
        left -= 1
        placed = dict(zip(by_place, values, strict=False))
        given = {**defaults, **placed, **named}
        plain = len(placed) == len(values) and placed.keys().isdisjoint(named) and given.keys() == all_names
        if not plain or left < 0:
            cls.__init__ = _init(of, then=then)
            cls.__init__(self, *values, **named)
            return
        for name in names:
            _set(self, name, given[name])
        if then:
            self.__post_init__()

    return __init__


def _init(of: tuple[Field[Any], ...], *, then: bool) -> Callable[..., None]:
    """What takes the values of an instance; then: whether the class looks at them itself (`__post_init__`)."""
    known: dict[str, Any] = {"_set": _set, "_later": _LATER}
    taken, by_name, steps = ["self"], ["*"], []
    for each in of:
        name, value = each.name, each.name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            value = f"_make_{name}() if {name} is _later else {name}"
        elif each.default is not MISSING:
            known[f"_default_{name}"] = each.default
        default = "_later" if each.default_factory is not MISSING else f"_default_{name}"
        has_default = each.default is not MISSING or each.default_factory is not MISSING
        (by_name if each.kw_only else taken).append(f"{name}={default}" if has_default else name)
        steps.append(f"    _set(self, {name!r}, {value})\n")
    words = ", ".join(taken + (by_name if len(by_name) > 1 else []))
    exec(f"def __init__({words}):\n{''.join(steps)}{'    self.__post_init__()' if then else '    pass'}", known)
    return known["__init__"]


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

    Those that `dataclass` makes are texts to be compiled.
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
