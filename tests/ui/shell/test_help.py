"""Bantuan: topics, links, search."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QListView, QTextBrowser
from pytestqt.qtbot import QtBot

from tests.ui.shell.drivers import Driver
from ui.pages.help import HelpPage
from ui.theme import apply_theme

PAGES = {
    "index": "# Mulai di sini\n\nLihat [bukti](bukti.md).\n",
    "bukti": "# Bukti dukung\n\nRujukan menyebut pasal dan halaman.\n",
    "hasil": "# Hasil\n\nIndeks dibulatkan sekali.\n",
}


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> HelpPage:
    for name, text in PAGES.items():
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    made = HelpPage(tmp_path)
    qtbot.addWidget(made)
    made.resize(1286, 736)
    made.show()
    return made


def titles(driver: Driver) -> list[str]:
    model = driver.find(QListView, "help_topics").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_first_page_comes_first(qtbot: QtBot, page: HelpPage) -> None:
    driver = Driver(qtbot, page)
    assert page.topic() == "index"
    assert titles(driver) == ["Mulai di sini", "Bukti dukung", "Hasil"]


def test_a_link_leads_to_its_topic(qtbot: QtBot, page: HelpPage) -> None:
    text = Driver(qtbot, page).find(QTextBrowser, "help_text")
    text.anchorClicked.emit(QUrl("bukti.md"))
    assert page.topic() == "bukti"
    assert "pasal" in text.toPlainText()


def test_a_click_in_the_list_shows_the_topic(qtbot: QtBot, page: HelpPage) -> None:
    driver = Driver(qtbot, page)
    topics = driver.find(QListView, "help_topics")
    place = topics.visualRect(topics.model().index(2, 0)).center()
    from PySide6.QtCore import Qt

    qtbot.mouseClick(topics.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.topic() == "hasil"


def test_the_search_keeps_topics_with_all_words(qtbot: QtBot, page: HelpPage) -> None:
    driver = Driver(qtbot, page)
    driver.type("help_search", "PASAL halaman")
    assert titles(driver) == ["Bukti dukung"]
    driver.type("help_search", "tiada")
    assert titles(driver) == []
    page.show_topic("hasil")
    assert titles(driver) == ["Mulai di sini", "Bukti dukung", "Hasil"]


def test_an_unknown_topic_leads_to_the_first_page(page: HelpPage) -> None:
    page.show_topic("hasil")
    page.show_topic("tiada")
    assert page.topic() == "index"


def test_another_theme_dresses_what_is_read(
    qtbot: QtBot, qapp: QApplication, page: HelpPage
) -> None:
    driver = Driver(qtbot, page)
    text, topics = driver.find(QTextBrowser, "help_text"), driver.find(QListView, "help_topics")
    before = topics.width()
    apply_theme(qapp, "dark", 1.5)

    def link() -> str:
        cursor = text.document().find("bukti")
        return cursor.charFormat().foreground().color().name()

    qtbot.waitUntil(lambda: link() == qapp.palette().link().color().name())
    qtbot.waitUntil(lambda: topics.width() > before * 1.3)
    assert page.topic() == "index"
