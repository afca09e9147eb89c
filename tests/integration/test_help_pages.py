"""The help pages: titled, linked to each other, and right about the figures they name."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.formatting import decimal_text, index_text
from assessment.domain.scoring import score
from indicators.outline import Outline
from tests.builders import official_instrument

TOPICS = {
    "index", "beranda", "penilaian", "bukti", "periksa", "rekap", "hasil", "kirim", "pengesahan",
    "pengaturan", "papan-tik", "rumus",
}  # fmt: skip


@pytest.fixture
def pages(project: Path) -> dict[str, str]:
    folder = project / "resources" / "help"
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


@pytest.fixture
def outline() -> Outline:
    return official_instrument().outline


def test_every_topic_has_its_page(pages: dict[str, str]) -> None:
    assert set(pages) == TOPICS
    assert all(re.match(r"# \S.*\n\n", text) for text in pages.values())
    titles = [text.partition("\n")[0] for text in pages.values()]
    assert len(set(titles)) == len(titles)


def test_topics_that_the_window_opens_are_there(project: Path, pages: dict[str, str]) -> None:
    source = (project / "ui" / "contents.py").read_text(encoding="utf-8")
    (table,) = re.findall(r"^TOPICS = \{\n(.*?)^\}", source, re.MULTILINE | re.DOTALL)
    opened = set(re.findall(r': "([a-z-]+)"', table))
    assert opened
    assert opened <= set(pages)


def test_links_lead_somewhere(pages: dict[str, str]) -> None:
    linked = {target for text in pages.values() for target in re.findall(r"\]\(([^)]*)\)", text)}
    assert linked <= {f"{name}.md" for name in pages}
    assert {f"{name}.md" for name in pages} - linked == {"index.md"}


def test_the_worked_example_is_what_the_program_computes(
    pages: dict[str, str], outline: Outline
) -> None:
    aspect = outline.aspects[1]
    levels = dict(zip(aspect.indicators, (3, 2, 3, 4), strict=True))
    example = score(outline, levels).aspects[1]
    assert f"**{index_text(example.index)}**" in pages["rumus"]
    domains = (Fraction("3.7"), Fraction("3.4"), Fraction(3), Fraction("3.2"))
    weights = [Fraction(domain.weight) for domain in outline.domains]
    total = sum(
        (index * weight for index, weight in zip(domains, weights, strict=True)), Fraction(0)
    )
    assert f"= {index_text(total)}" in pages["rumus"]
    assert f"**{index_text(total / 100)}**" in pages["rumus"]


def test_weights_and_grades_are_the_instruments(pages: dict[str, str], outline: Outline) -> None:
    for domain in outline.domains:
        row = f"| {decimal_text(domain.weight)} | {domain.indicators[0]}–{domain.indicators[-1]} |"
        assert row in pages["rumus"]
    for grade in outline.grades[:-1]:
        row = rf"\| {index_text(Fraction(grade.minimum))} – .* \| {grade.name} \|"
        assert re.search(row, pages["hasil"])
