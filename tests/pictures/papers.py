# SPDX-License-Identifier: GPL-3.0-or-later
"""Every paper as a picture: one of each kind of certificate, short and long, common and rare, and every list."""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2

from hongyun_desktop.core.honours import register, rounds
from hongyun_desktop.core.honours import wording as words
from hongyun_desktop.core.honours.rules import CertificateSheet, Wording
from hongyun_desktop.core.store.opening import open_store
from hongyun_desktop.demo.build import build
from hongyun_desktop.documents.certificate import write_certificates
from tests.documents import paper_samples, personal_samples, rectification_samples, team_samples

DAY = date(2026, 10, 1)
ISSUER = "鸿运小区自管委"
LONG_DEED = (
    "在二〇二六年“最美家庭”评选中，您的家庭孝老爱亲、夫妻和睦、教子有方、邻里互助，家风淳朴，事迹感人，经居民代表大会推荐、"
    "社区居民委员会审核并公示，在小区环境整治、微花园共建、邻里节组织等9项活动中累计服务136.5小时"
)
THANKS = (
    "在“小区微花园”项目中，贵队不怕脏、不怕累，从老家移栽树木花草25棵，把“无感的小区”变成了“我们的小区”。",
    "谨向贵队全体队员致以衷心的感谢！",
)


def papers() -> dict[str, Wording]:
    """One wording of each sort, by the name of its picture."""
    quarter = words.deed_of_quarter("2026年第三季度", 840)
    return {
        "honour": words.honour("曹大山", "同志", quarter, "季度志愿之星", ISSUER, DAY),
        "honour-two-characters": words.honour("王翀", "女士", quarter, "季度志愿之星", ISSUER, DAY),
        "honour-long-rare": words.honour("彭𬱖㛃䶮", "先生", LONG_DEED, "最美家庭", "桂湖街道新东社区居民委员会", DAY),
        "honour-long-name": words.honour("买买提·艾力·阿卜杜热合曼", "同志", quarter, "季度志愿之星", ISSUER * 3, DAY),
        "thanks": words.thanks("环境美育队", "", THANKS, ISSUER, DAY),
        "appointment": words.appointment(
            "欧阳建国", "同志", "鸿运小区第三届楼栋议事会议事员", DAY, date(2029, 9, 30), ISSUER, DAY
        ),
        "completion": words.completion("诸葛㙍", "同志", "2026年9月1日至9月20日", "吾乡学堂骨干培训班", ISSUER, DAY),
    }


def main(out: Path) -> None:
    """Write the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    names = list(papers())
    sheets = [
        CertificateSheet(wording, f"鸿运荣字〔2026〕第{number:04d}号", "7F3A-91C2", f"{number}|样张|7F3A-91C2")
        for number, wording in enumerate(papers().values(), 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        made = build(Path(folder) / "demo.db", date(2026, 11, 24))
        with open_store(made.file) as store:
            sheets += register.sheets(store, rounds.certificates_of(store, made.last_round_id)[:2])
        pdf = Path(folder) / "papers.pdf"
        write_certificates(sheets, pdf)
        _draw(pdf, [out / f"certificate-{name}.png" for name in [*names, "demo-first", "demo-second"]])
        every = {**paper_samples.PAPERS, **personal_samples.PAPERS, **team_samples.PAPERS,
                 **rectification_samples.PAPERS}  # fmt: skip
        for name, write in every.items():
            write(pdf)
            _draw(pdf, [out / f"{name}-{number}.png" for number in range(1, _pages(pdf) + 1)])


def _pages(pdf: Path) -> int:
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


def _draw(pdf: Path, files: Sequence[Path]) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page, file in zip(document, files, strict=True):
        # The library takes any scale; its annotation says int.
        page.render(scale=110 / 72).to_pil().save(file)  # pyright: ignore[reportArgumentType]
    document.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
