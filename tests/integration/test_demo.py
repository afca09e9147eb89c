"""The example: an invented city with documents that hold what is cited from them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pypdf
import pytest

from assessment.documents.samples import Sample, write_sample
from assessment.domain.checks import FindingKind
from assessment.domain.errors import StorageError
from assessment.domain.formatting import index_text
from assessment.domain.levels import supported_level
from assessment.domain.progress import SILENT, CancelledError
from assessment.services.workbench import Workbench
from spbe_desktop.cli import main
from spbe_desktop.demo import make_demo
from spbe_desktop.story import Story, load_story

PAGES = ("beranda", "penilaian", "bukti", "periksa", "hasil", "kirim")


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


class Impatient:
    """Asks to stop at the n-th step."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.labels: list[str] = []

    def step(self, done: int, total: int, label: str = "") -> None:
        self.labels.append(label)
        self.left -= 1
        if self.left == 0:
            raise CancelledError


def test_the_index_is_the_one_that_was_drawn(workbench: Workbench, example: int) -> None:
    result = workbench.results.result(example)
    assert index_text(result.score.index) == "2,15"
    assert (result.score.grade.name, result.score.answered) == ("Cukup", 41)
    assert result.previous is not None
    assert index_text(result.previous.score.index) == "1,87"


def test_only_what_should_be_found_is_found(workbench: Workbench, example: int) -> None:
    found = workbench.review.findings(example)
    assert {(finding.kind, finding.indicator) for finding in found} == {
        (FindingKind.UNSUPPORTED, 6),
        *((FindingKind.UNANSWERED, number) for number in (28, 30, 31, 45, 46, 47)),
    }


def test_ticks_support_the_levels(workbench: Workbench, example: int) -> None:
    dossier = workbench.worksheet.dossier(example)
    instrument = workbench.worksheet.instrument(dossier.assessment)
    supported = {
        answer.indicator: supported_level(instrument.indicator(answer.indicator), answer.ticks)
        for answer in dossier.answers
        if answer.level is not None
    }
    assert supported == dossier.levels() | {6: 1}
    assert (4, 2) in dossier.answer(10).ticks
    assert [entry.label for entry in dossier.evidence(10)] == ["10.a", "10.b", "10.c"]


def test_one_regulation_is_stored_once_and_used_at_many_indicators(
    workbench: Workbench, story: Story, example: int
) -> None:
    dossier = workbench.worksheet.dossier(example)
    assert len(workbench.evidence.documents()) == len(story.scripts)
    regulation = next(entry for entry in dossier.documents if entry.number == "12")
    used = [entry.indicator for entry in dossier.attachments if entry.sha256 == regulation.sha256]
    assert len(used) >= 4
    assert regulation.pages == 28


def test_a_second_example_is_the_first_one(workbench: Workbench, example: int) -> None:
    assert make_demo(workbench) == example
    assert len(workbench.assessments.cards()) == 2


@pytest.mark.parametrize("steps", [1, 11])
def test_a_cancelled_example_is_off_the_list(workbench: Workbench, steps: int) -> None:
    with pytest.raises(CancelledError):
        make_demo(workbench, Impatient(steps))
    assert workbench.assessments.cards() == ()


def test_after_a_cancelled_example_comes_a_whole_one(workbench: Workbench) -> None:
    with pytest.raises(CancelledError):
        make_demo(workbench, Impatient(2))
    progress = Impatient(-1)
    result = workbench.results.result(make_demo(workbench, progress))
    assert index_text(result.score.index) == "2,15"
    assert len(progress.labels) == 48
    assert "Layanan JDIH" in progress.labels


def test_every_quote_stands_on_the_page_that_is_cited(story: Story, tmp_path: Path) -> None:
    missing = []
    for script in story.scripts.values():
        reader = pypdf.PdfReader(write_sample(script.sample, tmp_path))
        assert len(reader.pages) == len(script.sample.pages)
        texts = [" ".join(page.extract_text().split()) for page in reader.pages]
        missing += [
            (script.sample.name, name)
            for name, passage in script.passages.items()
            if passage.quote not in texts[int(passage.page) - 1]
        ]
    assert missing == []


def test_every_document_says_that_it_is_invented(story: Story) -> None:
    openings = [script.sample.pages[0] for script in story.scripts.values()]
    assert all("Contoh rekaan" in page for page in openings)


def test_a_document_has_the_same_bytes_every_time(tmp_path: Path) -> None:
    sample = Sample("a.pdf", ("= Judul\nIsi & tanda <b>",))
    first = write_sample(sample, tmp_path).read_bytes()
    assert write_sample(sample, tmp_path).read_bytes() == first


def test_a_page_that_is_too_full_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="page 2"):
        write_sample(Sample("a.pdf", ("Isi", "Baris\n" * 60)), tmp_path)


def test_a_document_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_sample(Sample("a.pdf", ("Isi",)), tmp_path / "tiada")


def test_the_example_in_a_folder(project: Path, tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    target = tmp_path / "hasil"
    run = subprocess.run(
        [sys.executable, project / "main.py", "demo", target, "--json"],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert (made["index"], made["exact"], made["grade"]) == ("2.15", "2.1545", "Cukup")
    pictures = {f"{name}{mark}.png" for name in PAGES for mark in ("", "-gelap")}
    assert pictures <= set(made["files"])
    assert all((target / name).stat().st_size > 10_000 for name in made["files"])
    assert (target / "workspace" / "workspace.sqlite3").is_file()
    package = next(name for name in made["files"] if name.endswith(".spbe"))
    assert main(["--workspace", str(tmp_path / "penilai"), "verify", str(target / package)]) == 0
    book = next(name for name in made["files"] if name.endswith(".xlsx"))
    assert "Penilaian" in openpyxl.load_workbook(target / book, read_only=True).sheetnames


def test_a_folder_that_cannot_be_made_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    assert main(["demo", str(tmp_path / "berkas" / "hasil")]) == 1
    assert str(tmp_path / "berkas") in capsys.readouterr().err


def test_an_example_needs_a_sound_workspace(workbench: Workbench) -> None:
    workbench.root.write_text("bukan folder")
    with pytest.raises(StorageError):
        make_demo(workbench, SILENT)
