"""How often a right article comes first, on the regulations beside the project.

Run: ``python -m pytest tests/bench/test_suggest_quality.py``. The curve shows what each threshold
keeps of the first suggestions where a text speaks to an indicator, and what it lets through
where the text is silent. The last figures say how it fares on a text that had no part in the
choice of the weights.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from assessment.documents import article_index, ranking
from assessment.documents.article_index import ArticleIndex, index_articles
from assessment.documents.ranking import THRESHOLD, Suggestion, suggest_from
from assessment.documents.regulation import Passage, read_regulation
from tests.builders import official_instrument

COUNTED = (*range(1, 11), *range(21, 32))
LIMIT_FIRST, LIMIT_THREE = 0.85, 0.97
CURVE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
# All that is weighed by hand: what weighs a half, what weighs a quarter, and what else both may be.
HALVES = (
    (ranking, ("_OF_A_KIND", "_WORD", "_LENGTH", "_NAMELESS")),
    (article_index, ("_FRAME", "_ANNEX")),
)
QUARTERS = (
    (ranking, ("_ASIDE", "_CONDITION")),
    (article_index, ("_DEFINITIONS", "_PREAMBLE")),
)
CHOICES = tuple(product((0.25, 0.5, 0.75), (0.125, 0.25, 0.5)))
Record = Callable[[str, str, str], None]


@dataclass(frozen=True)
class Case:
    indicator: int
    regulation: str
    place: int | None
    score: float
    speaks: bool


def is_right(suggestion: Suggestion, cited: list[dict[str, object]]) -> bool:
    if suggestion.annex is None:
        return suggestion.article in {f"Pasal {entry['pasal']}" for entry in cited}
    return any(str(entry.get("lampiran", "-")) in suggestion.annex for entry in cited)


@pytest.fixture
def regulations(shared: Path) -> dict[str, tuple[Passage, ...]]:
    folder = shared / "data/regulations"
    files = json.loads((folder / "citations.json").read_text(encoding="utf-8"))["files"]
    return {
        name: read_regulation([(folder / file).read_text(encoding="utf-8")])
        for name, file in files.items()
    }


@pytest.fixture
def indexes(regulations: dict[str, tuple[Passage, ...]]) -> dict[str, ArticleIndex]:
    return {name: index_articles(passages) for name, passages in regulations.items()}


def tried(shared: Path, indexes: dict[str, ArticleIndex]) -> Iterator[Case]:
    path = shared / "data/regulations/citations.json"
    citations = json.loads(path.read_text(encoding="utf-8"))["citations"]
    for number in COUNTED:
        for name, index in indexes.items():
            found = suggest_from(official_instrument().indicator(number), index)
            cited = citations[str(number)][name]
            right = (entry.rank for entry in found if is_right(entry, cited))
            score = found[0].score if found else 0.0
            yield Case(number, name, next(right, None), score, bool(cited))


@pytest.fixture
def cases(shared: Path, indexes: dict[str, ArticleIndex]) -> list[Case]:
    return list(tried(shared, indexes))


def share(cases: list[Case], within: int) -> float:
    return statistics.mean(case.place is not None and case.place <= within for case in cases)


def test_right_article_among_the_first(cases: list[Case], record: Record) -> None:
    speaking = [case for case in cases if case.speaks]
    first, three = share(speaking, 1), share(speaking, 3)
    record("Saran: pasal yang benar di tempat pertama", f"{LIMIT_FIRST:.0%}", f"{first:.1%}")
    record("Saran: pasal yang benar di tiga teratas", f"{LIMIT_THREE:.0%}", f"{three:.1%}")
    for name in dict.fromkeys(case.regulation for case in speaking):
        own = [case for case in speaking if case.regulation == name]
        missed = ", ".join(str(case.indicator) for case in own if case.place != 1) or "-"
        figures = f"{share(own, 1):.0%} / {share(own, 3):.0%}; bukan pertama: {missed}"
        record(f"Saran, {name} ({len(own)} indikator)", "-", figures)
    assert first >= LIMIT_FIRST
    assert three >= LIMIT_THREE


def test_silence_below_the_threshold(cases: list[Case], record: Record) -> None:
    kept = sorted(case.score for case in cases if case.speaks)
    silent = sorted(case.score for case in cases if not case.speaks)
    for threshold in CURVE:
        record(
            f"Ambang {threshold:.1f}: tersimpan / lolos padahal naskah diam",
            "-",
            f"{sum(score >= threshold for score in kept)} dari {len(kept)} / "
            f"{sum(score >= threshold for score in silent)} dari {len(silent)}",
        )
    assert silent[-1] < THRESHOLD
    assert statistics.median(kept) > THRESHOLD


def test_suggesting_is_quick(indexes: dict[str, ArticleIndex], record: Record) -> None:
    limit = 50.0
    indicators = official_instrument().indicators
    begin = time.perf_counter()
    for indicator in indicators:
        for index in indexes.values():
            suggest_from(indicator, index)
    each = (time.perf_counter() - begin) * 1_000 / len(indicators) / len(indexes)
    record("Saran untuk satu indikator dari satu peraturan", f"{limit:.0f} ms", f"{each:.1f} ms")
    assert each < limit


def weigh(patch: pytest.MonkeyPatch, half: float, quarter: float) -> None:
    for weight, places in ((half, HALVES), (quarter, QUARTERS)):
        for module, names in places:
            for name in names:
                patch.setattr(module, name, weight)


def test_weights_chosen_without_the_text(
    shared: Path,
    regulations: dict[str, tuple[Passage, ...]],
    record: Record,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Choose the weights on all texts but one, look at that; ties count as the worst of them."""
    outcome: dict[tuple[str, tuple[float, float]], list[Case]] = {}
    for choice in CHOICES:
        weigh(monkeypatch, *choice)
        again = {name: index_articles(passages) for name, passages in regulations.items()}
        for case in tried(shared, again):
            if case.speaks:
                outcome.setdefault((case.regulation, choice), []).append(case)
    unseen: list[Case] = []
    for left_out in regulations:
        fared = {
            choice: [case for name in regulations if name != left_out
                     for case in outcome[name, choice]]
            for choice in CHOICES
        }  # fmt: skip
        places = {choice: (share(own, 1), share(own, 3)) for choice, own in fared.items()}
        tied = [choice for choice in CHOICES if places[choice] == max(places.values())]
        tested = [outcome[left_out, choice] for choice in tied]
        tested.sort(key=lambda own: (share(own, 1), share(own, 3)))
        unseen += tested[0]
    first, three = share(unseen, 1), share(unseen, 3)
    record(
        "Saran: pertama; tiga teratas, bobot dipilih tanpa naskah yang diuji",
        f"{LIMIT_FIRST:.0%}; {LIMIT_THREE:.0%}",
        f"{first:.1%}; {three:.1%}",
    )
    assert first >= LIMIT_FIRST
    assert three >= LIMIT_THREE
