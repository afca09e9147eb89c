from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from tests.recaps import levels_of, workbook
from tests.ui.recap.drivers import LONG, read
from ui.pages.recap import RecapPage
from ui.tasks import TaskRunner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kiriman"
    for place, name in enumerate(("Kota A", "Kota B", "Kota C", "Kota D", LONG)):
        workbook(made / "Nusa Timur" / f"{place}.xlsx", name, levels_of(1 + place))
    province = levels_of(3)
    del province[47]
    workbook(made / "p.xlsx", "Provinsi P", province, kind=InstitutionKind.PROVINCE)
    workbook(made / "lama.xlsx", "Kota B", levels_of(1), year=2024)
    (made / "rusak.xlsx").write_bytes(b"PK rusak")
    return made


@pytest.fixture
def page(qtbot: QtBot, workbench: Workbench) -> Iterator[RecapPage]:
    tasks = TaskRunner()
    made = RecapPage(workbench.recap, tasks)
    qtbot.addWidget(made)
    made.resize(1286, 712)
    made.show()
    qtbot.waitExposed(made)
    yield made
    tasks.shutdown()


@pytest.fixture
def shown(
    qtbot: QtBot, page: RecapPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> RecapPage:
    read(qtbot, page, folder, monkeypatch)
    return page
