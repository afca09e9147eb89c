"""The pages of the window: their places in the rail and their topics in Bantuan."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.rail import RailEntry

NEEDS_ASSESSMENT = ("worksheet", "library", "review", "results", "handover")
TOPICS = {
    "home": "beranda",
    "worksheet": "penilaian",
    "library": "bukti",
    "review": "periksa",
    "results": "hasil",
    "recap": "rekap",
    "handover": "kirim",
    "settings": "pengaturan",
    "help": "index",
}
"""The topic of each page, by the key of the page."""


def rail_entries() -> tuple[RailEntry, ...]:
    """The pages in their order."""
    return (
        RailEntry("home", "house", _tr("Beranda")),
        RailEntry("worksheet", "list-checks", _tr("Penilaian")),
        RailEntry("library", "files", _tr("Bukti")),
        RailEntry("review", "shield-check", _tr("Periksa")),
        RailEntry("results", "chart-column", _tr("Hasil")),
        RailEntry("recap", "layout-grid", _tr("Rekap")),
        RailEntry("handover", "send", _tr("Kirim")),
        RailEntry("settings", "settings", _tr("Pengaturan"), at_foot=True),
        RailEntry("help", "circle-question-mark", _tr("Bantuan"), at_foot=True),
    )


def topic_of(page: str, widget: QWidget | None) -> str:
    """The topic in Bantuan that a focused widget on a page names, else that of the page."""
    while widget is not None:
        if topic := widget.property("helpTopic"):
            return str(topic)
        widget = widget.parentWidget()
    return TOPICS[page]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Contents", text)
