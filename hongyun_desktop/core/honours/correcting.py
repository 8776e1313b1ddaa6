# SPDX-License-Identifier: GPL-3.0-or-later
"""The wording of a 勘误换发, made from the one that stands and what somebody typed. Pure: no database, no paper."""

from collections.abc import Sequence
from dataclasses import replace

from hongyun_desktop.core.errors import Invalid
from hongyun_desktop.core.honours.rules import HONORIFICS, Wording
from hongyun_desktop.core.honours.wording import clean_paragraphs, name_of
from hongyun_desktop.core.names import clean_name


def honorific_of(wording: Wording) -> str:
    """What follows the name, also where the body and not the line of address names the person; empty for nothing."""
    if wording.recipient:
        return wording.honorific
    name = name_of(wording)
    body = "".join(wording.paragraphs)
    return next((each for each in HONORIFICS if each and f"{name}{each}" in body), "")


def corrected(wording: Wording, name: str, honorific: str, paragraphs: Sequence[str]) -> Wording:
    """The wording with another name, honorific or body; kind, closing, issuer and date stay.

    paragraphs: the body as typed. Where it and not a line of address names the person (聘书, 结业证书), the old name
    with its honorific in it becomes the new one. Raises: Invalid("recipient_empty", "name"),
    ("honorific_unknown", "honorific"), ("name_not_in_body", "paragraphs", name), those of `wording.clean_paragraphs`.
    """
    new_name = clean_name(name)
    if not new_name:
        raise Invalid("recipient_empty", "name")
    if honorific not in HONORIFICS:
        raise Invalid("honorific_unknown", "honorific", honorific=honorific)
    body = clean_paragraphs(tuple(paragraphs))
    if not wording.recipient:
        body = _renamed(body, name_of(wording) + honorific_of(wording), new_name + honorific)
        if not any(new_name in each for each in body):
            raise Invalid("name_not_in_body", "paragraphs", name=new_name)
    kept = tuple(part for part in wording.unbroken[1:] if any(part in each for each in body))
    return replace(
        wording,
        recipient=new_name if wording.recipient else "",
        honorific=honorific if wording.recipient else "",
        paragraphs=body,
        unbroken=(new_name, *kept),
    )


def _renamed(body: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    # Somebody may have written the new name into the body already; then nothing of the old one is left to replace.
    return body if old == new else tuple(each.replace(old, new) for each in body)
