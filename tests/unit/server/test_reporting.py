"""Tables on the terminal (终端表格): they name what ended, and what each correction changed."""

import pytest

from graph.store.plan import Outcome
from loaders.report import REJECTED, Entry, LoadReport, Place
from server.language import Language
from server.reporting import show_load
from server.speaking import Voice


@pytest.mark.parametrize("width", [80, 120])
def test_what_ended_and_what_was_corrected_is_named(
    capsys: pytest.CaptureFixture[str], width: int
) -> None:
    place = Place(file="台账.xlsx", sheet="台账", row=3, column="级别")
    report = LoadReport(name="台账.xlsx")
    gone = Entry(
        kind="HOLDS_POST", subject="王建国 → 厂长", place=Place(file="台账.xlsx"), zh="失效"
    )
    report.add(Outcome.ENDED, gone)
    report.add(Outcome.CORRECTED, Entry(kind="Hazard", subject="罐区", place=place, zh="为“三级”"))
    report.add(REJECTED, Entry(kind="cell", subject="台账", place=place, value="九", zh="应为一级"))
    voice = Voice(Language.ZH)
    voice.out.width = width
    show_load(voice, report)
    shown = "".join(capsys.readouterr().out.split())
    assert "终止（1）" in shown
    assert "任职“王建国→厂长”：失效" in shown
    assert "更正（1）" in shown
    assert "危险源“罐区”：为“三级”" in shown
    assert "九应为一级" in shown
