"""The legend of Rekap, which shows the levels of the instrument in sight."""

from pytestqt.qtbot import QtBot

from assessment.domain.recap import Round
from tests.builders import official_instrument, small_instrument
from ui.widgets.badge import LevelBadge
from ui.widgets.recap_side import RecapSide


def test_the_legend_has_the_levels_of_the_instrument(qtbot: QtBot) -> None:
    side = RecapSide()
    qtbot.addWidget(side)
    for instrument in (official_instrument(), small_instrument()):
        side.show_round(Round(instrument.outline, 2025, (), ()))
        badges = [badge for badge in side.findChildren(LevelBadge) if not badge.isHidden()]
        named = [badge.accessibleName() for badge in badges]
        assert named == [f"Tingkat {level}" for level in instrument.outline.levels]
