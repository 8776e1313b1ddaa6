# SPDX-License-Identifier: GPL-3.0-or-later
"""What has come out of the printer so far, read from the print runs and the log of reprints. Writes nothing.

A certificate that was corrected has not been printed until its new wording was: an older paper is another wording's.
"""

from collections.abc import Sequence

from hongyun_desktop.core.compact_json import compact_json
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.frozen_class import frozen

CAME_OUT = (
    "FROM print_run r JOIN operator o ON o.id = r.operator_id JOIN json_each(r.certificate_ids) j"
    " WHERE j.key < r.printed AND j.value IN (SELECT value FROM json_each(?1))"
)
"""A query's end: the sheets of runs (`j.value`: the certificate) that came out well; ?1: ids as a JSON array."""

_VERSION = "SELECT max(w.version) FROM certificate_wording w WHERE w.certificate_id = "
# A run knows no versions: what it printed is the wording that stood when it began.
_VERSION_OF_RUN = f"coalesce(({_VERSION} j.value AND w.made_at < r.started_at), 1)"


@frozen
class PrintRow:
    """One time that a certificate was printed; version: of the wording, 1 the first. again: not its first paper."""

    at: str
    operator: str
    version: int
    again: bool


def printed_before(store: Store, certificate_ids: Sequence[int]) -> frozenset[int]:
    """Those of the certificates that came out well before in any wording, in a run or as a reprint."""
    rows = store.sql(
        f"SELECT j.value {CAME_OUT} UNION SELECT certificate_id FROM certificate_print"
        " WHERE certificate_id IN (SELECT value FROM json_each(?1))",
        (compact_json(list(certificate_ids)),),
    )
    return frozenset(row[0] for row in rows)


def printed_as_worded(store: Store, certificate_ids: Sequence[int]) -> frozenset[int]:
    """Those of the certificates that came out well as they read now."""
    rows = store.sql(
        f"SELECT j.value {CAME_OUT} AND ({_VERSION} j.value) = {_VERSION_OF_RUN}"
        " UNION SELECT p.certificate_id FROM certificate_print p"
        f" WHERE p.certificate_id IN (SELECT value FROM json_each(?1)) AND p.version = ({_VERSION} p.certificate_id)",
        (compact_json(list(certificate_ids)),),
    )
    return frozenset(row[0] for row in rows)


def first_printed(store: Store, certificate_ids: Sequence[int]) -> dict[int, PrintRow]:
    """The first run that printed each of the certificates, and the wording it printed.

    One whose first known paper is a reprint is left out: `prints_of` lists that.
    """
    rows = store.sql(
        f"SELECT j.value, min(r.started_at), o.name, {_VERSION_OF_RUN} {CAME_OUT} GROUP BY j.value"
        " HAVING min(r.started_at) <="
        " coalesce((SELECT min(p.printed_at) FROM certificate_print p WHERE p.certificate_id = j.value), '9999')",
        (compact_json(list(certificate_ids)),),
    )
    return {certificate_id: PrintRow(at, who, version, again=False) for certificate_id, at, who, version in rows}


def prints_of(store: Store, certificate_id: int) -> list[PrintRow]:
    """Every time that a certificate is known to have been printed, oldest first."""
    first = list(first_printed(store, [certificate_id]).values())
    seen = {each.version for each in first}
    rows = store.sql(
        "SELECT p.printed_at, o.name, p.version FROM certificate_print p JOIN operator o ON o.id = p.operator_id"
        " WHERE p.certificate_id = ? ORDER BY p.id",
        (certificate_id,),
    )
    found = list(first)
    for at, who, version in rows:
        # Of the first wording a logged print is a reprint even where nothing is known of an earlier paper.
        found.append(PrintRow(at, who, version, again=version == 1 or version in seen))
        seen.add(version)
    return found
