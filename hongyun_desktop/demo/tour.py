# SPDX-License-Identifier: GPL-3.0-or-later
"""--demo: the demo database, the last quarter's certificates and a short summary in ./hongyun-demo/."""

from datetime import date
from pathlib import Path

from hongyun_desktop.core.errors import Refused
from hongyun_desktop.core.honours import register, rounds
from hongyun_desktop.core.listing import Query
from hongyun_desktop.core.points import ranking
from hongyun_desktop.core.quarters import Quarter
from hongyun_desktop.core.roster.listing import totals
from hongyun_desktop.core.store.opening import marker_of, open_store
from hongyun_desktop.core.store.store import Store
from hongyun_desktop.core.whole_file import write_whole
from hongyun_desktop.demo.build import build
from hongyun_desktop.documents import certificate
from hongyun_desktop.frozen_class import frozen
from hongyun_desktop.text import _

FOLDER = "hongyun-demo"
_DATABASE = "demo.db"


@frozen
class Tour:
    """The files made, and what the summary says."""

    database: Path
    certificates: Path
    summary: Path
    pages: int
    lines: tuple[str, ...]


def demo_database() -> Path:
    """The demo database in the current folder, made now if it is not there."""
    file = Path.cwd() / FOLDER / _DATABASE
    if not file.exists():
        build(file, date.today())
    return file


def make_tour(today: date) -> Tour:
    """Make the folder's three files anew; a demo database that stood there is replaced, anything else is not.

    Raises: Refused("not_a_demo", file) where the database there is not a demo.
    """
    folder = Path.cwd() / FOLDER
    folder.mkdir(exist_ok=True)
    database = folder / _DATABASE
    _clear(database)
    made = build(database, today)
    with open_store(database) as store:
        sheets = register.sheets(store, rounds.certificates_of(store, made.last_round_id))
        lines = _summary(store, made.last_quarter)
    certificates = folder / _("荣誉证书_{quarter}.pdf").format(quarter=made.last_quarter.code)
    summary = folder / _("演示摘要.txt")
    pages = certificate.write_certificates(sheets, certificates)
    write_whole(summary, "".join(f"{line}\n" for line in lines).encode())
    return Tour(database, certificates, summary, pages, lines)


def _clear(database: Path) -> None:
    if not database.exists():
        return
    with open_store(database) as store:
        if not store.is_demo:
            raise Refused("not_a_demo", file=database.name)
    database.unlink()
    marker_of(database).unlink(missing_ok=True)


def _summary(store: Store, quarter: Quarter) -> tuple[str, ...]:
    counts = totals(store, Query())
    hours = store.value("SELECT sum(minutes) FROM service WHERE reversed_at IS NULL") / 60
    leaders = ranking.quarter_ranking(store, quarter, 3)
    return (
        _("鸿运小区（演示资料，人物都是虚构的）"),
        _("微网实格：{buildings} 栋 {dwellings} 户，{residents} 人，入住率 {rate:.1%}。").format(
            buildings=counts.buildings,
            dwellings=counts.dwellings,
            residents=counts.residents,
            rate=counts.occupancy_rate,
        ),
        _("志愿积分：两年多共服务 {hours:,.0f} 小时。").format(hours=hours),
        _("{quarter}前三名：{names}。").format(
            quarter=quarter.title, names="、".join(f"{row.name}（{row.dwelling}，{row.points} 分）" for row in leaders)
        ),
        _("荣誉证书：已表彰 8 个季度，共 {count} 张。").format(count=store.value("SELECT count(*) FROM certificate")),
    )
