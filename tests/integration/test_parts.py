"""Parts on real workspaces: given out, worked on elsewhere, brought back in any order."""

import itertools
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assessment.domain.conflicts import Side
from assessment.domain.dossier import Dossier
from assessment.domain.errors import StageFinalError, UnknownIndicatorError
from assessment.domain.identity import InstitutionKind, State
from assessment.domain.merge_errors import NoIndicatorsError, PartUnknownError, UndecidedError
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.records import Citation
from assessment.domain.steps import Action
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.workspace import Workspace
from tests.answering import ALL, finish_self
from tests.builders import CancelAt, pdf, sound
from tests.conftest import PROJECT, Templates, opened
from tests.integration.test_kill import CUT

SHIPPED = "permenpanrb-59-2020"
SHARES = [range(start, min(start + 10, 48)) for start in range(1, 48, 10)]


@dataclass
class Office:
    """A workspace on some machine, with one assessment."""

    bench: Workbench
    number: int = 1

    @property
    def dossier(self) -> Dossier:
        return self.bench.worksheet.dossier(self.number)

    def stored(self) -> set[str]:
        """The hashes of all files in the content store."""
        evidence = Workspace(self.bench.root).evidence
        return {path.name for path in evidence.rglob("*") if path.is_file()}


def office(root: Path, person: str) -> Office:
    return Office(opened(root, person))


def city_hall(root: Path) -> Office:
    """Where it all begins: a city with two answers, one of them proven."""
    made = office(root, "Rani Puspita")
    bench = made.bench
    bench.assessments.start("Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED)
    bench.worksheet.choose_level(1, 1, 2)
    bench.evidence.attach(1, 1, [pdf(root.parent / "perwali.pdf", "Pasal 1")])
    (document,) = made.dossier.documents
    bench.evidence.cite(Citation("", 1, 1, document.sha256, article="Pasal 1"))
    bench.worksheet.choose_level(1, 2, 3)
    return made


def colleague(root: Path, part: Path, person: str) -> Office:
    """Another machine on which a part was opened."""
    made = office(root, person)
    step = made.bench.packages.take_over(made.bench.packages.preview(part))
    return replace(made, number=step.assessment_id)


def worked(made: Office, number: int, folder: Path) -> None:
    """A level, a text and a cited document of one's own."""
    bench = made.bench
    bench.worksheet.choose_level(made.number, number, 1 + number % 5)
    bench.worksheet.write(made.number, number, TextPart.FACT, f"Fakta {number}")
    paper = pdf(folder / f"bukti-{number}.pdf", f"Keputusan {number}")
    (document,) = bench.evidence.attach(made.number, number, [paper]).taken
    bench.evidence.cite(Citation("", made.number, number, document.sha256, page="1"))


def shared_out(folder: Path) -> None:
    """A city hall, and a colleague with indicators 1 to 10."""
    hall = city_hall(folder / "balai-kota")
    part = folder / "bagian.spbe"
    hall.bench.parts.give(hall.number, range(1, 11), part)
    colleague(folder / "rekan", part, "Budi Santoso")


@pytest.fixture
def hall(templates: Templates, tmp_path: Path) -> Office:
    templates.copy(shared_out, tmp_path)
    return office(tmp_path / "balai-kota", "Rani Puspita")


@pytest.fixture
def away(hall: Office, tmp_path: Path) -> Office:
    return office(tmp_path / "rekan", "Budi Santoso")


def returned(made: Office, folder: Path) -> Path:
    target = folder / "kembali.spbe"
    made.bench.packages.export(made.number, target)
    return target


def test_a_part_holds_its_indicators_only(hall: Office, away: Office, tmp_path: Path) -> None:
    assessment = away.dossier.assessment
    assert assessment.uid == hall.dossier.assessment.uid
    assert assessment.part.split() == [str(number) for number in range(1, 11)]
    assert assessment.origin
    assert away.dossier.levels() == {1: 2, 2: 3}
    small = tmp_path / "kecil.spbe"
    hall.bench.parts.give(hall.number, {2}, small, password="rahasia")  # noqa: S106
    manifest = hall.bench.packages.verify(small, "rahasia").manifest
    assert (manifest.part, manifest.counts.levels, manifest.counts.documents) == ((2,), 1, 0)


def test_a_part_needs_indicators_of_the_instrument(hall: Office, tmp_path: Path) -> None:
    target = tmp_path / "kosong.spbe"
    before = hall.bench.handover.receipts(hall.number)
    with pytest.raises(NoIndicatorsError):
        hall.bench.parts.give(hall.number, (), target)
    with pytest.raises(UnknownIndicatorError):
        hall.bench.parts.give(hall.number, (3, 48), target)
    assert not target.exists()
    assert hall.bench.handover.receipts(hall.number) == before


def test_a_part_comes_back_in_one_step(hall: Office, away: Office, tmp_path: Path) -> None:
    worked(away, 3, tmp_path)
    away.bench.worksheet.choose_level(away.number, 1, 4)
    hall.bench.worksheet.choose_level(hall.number, 2, 5)
    hall.bench.worksheet.choose_level(hall.number, 40, 5)
    before = hall.dossier
    part = returned(away, tmp_path)
    preview = hall.bench.parts.preview(part)
    assert (preview.assessment_id, preview.merge.conflicts) == (hall.number, ())
    assert preview.manifest.signer == "Budi Santoso"
    assert not preview.trusted
    assert hall.dossier == before  # nothing is stored yet
    step = hall.bench.parts.merge(preview)
    assert step is not None
    assert (step.action, step.indicators) == (Action.MERGE, (1, 3))
    assert hall.dossier.levels() == {1: 4, 2: 5, 3: 4, 40: 5}
    (entry,) = hall.dossier.evidence(3)
    assert entry.citations[0].page == "1"
    assert hall.bench.evidence.viewing_path(entry.document).read_bytes().startswith(b"%PDF")
    assert hall.bench.parts.merge(hall.bench.parts.preview(part)) is None
    undone = hall.bench.worksheet.undo(hall.number)
    assert undone is not None
    assert hall.dossier == replace(before, revision=undone.id)
    hall.bench.worksheet.redo(hall.number)
    assert hall.dossier.levels() == {1: 4, 2: 5, 3: 4, 40: 5}
    assert sound(Workspace(hall.bench.root).database)


def test_notes_on_a_whole_aspect_come_back_too(hall: Office, tmp_path: Path) -> None:
    outline = hall.bench.instruments.outline(SHIPPED)
    first, second = outline.aspects[:2]
    part = tmp_path / "aspek.spbe"
    hall.bench.evaluation.write_note(hall.number, second.number, "self", "Kuat", "")
    hall.bench.parts.give(hall.number, (*first.indicators, second.indicators[0]), part)
    away = colleague(tmp_path / "rekan-lain", part, "Budi Santoso")
    assert away.dossier.aspect_notes == ()
    for aspect in (first, second):
        away.bench.evaluation.write_note(away.number, aspect.number, "self", "Baru", "Lemah")
    hall.bench.parts.merge(hall.bench.parts.preview(returned(away, tmp_path)))
    assert hall.dossier.aspect_note(first.number).strengths == "Baru"
    assert hall.dossier.aspect_note(second.number).strengths == "Kuat"


def test_conflicts_wait_for_a_person(hall: Office, away: Office, tmp_path: Path) -> None:
    away.bench.worksheet.choose_level(away.number, 1, 4)
    away.bench.worksheet.write(away.number, 1, TextPart.NOTES, "Dari rekan")
    hall.bench.worksheet.choose_level(hall.number, 1, 5)
    before = hall.dossier
    preview = hall.bench.parts.preview(returned(away, tmp_path))
    (conflict,) = preview.merge.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (2, 5, 4)
    assert (conflict.ours_by, conflict.theirs_by) == ("Rani Puspita", "Budi Santoso")
    assert conflict.ours_at == hall.bench.worksheet.history(hall.number)[0].at
    assert conflict.theirs_at is not None
    with pytest.raises(UndecidedError) as caught:
        hall.bench.parts.merge(preview)
    assert caught.value.conflicts == (conflict,)
    assert hall.dossier == before
    assert hall.bench.parts.merge(preview, {conflict: Side.THEIRS}) is not None
    assert (hall.dossier.answer(1).level, hall.dossier.answer(1).notes) == (4, "Dari rekan")


def test_what_changed_here_since_the_preview_is_asked(
    hall: Office, away: Office, tmp_path: Path
) -> None:
    away.bench.worksheet.choose_level(away.number, 1, 4)
    preview = hall.bench.parts.preview(returned(away, tmp_path))
    assert preview.merge.conflicts == ()
    hall.bench.worksheet.choose_level(hall.number, 1, 5)
    with pytest.raises(UndecidedError):
        hall.bench.parts.merge(preview)
    assert hall.dossier.levels()[1] == 5


def approve(made: Office, *numbers: int) -> None:
    made.bench.workflow.hand_in(made.number, numbers)
    made.bench.workflow.approve(made.number, numbers)


def test_what_was_approved_stays_unless_a_person_decides(
    hall: Office, away: Office, tmp_path: Path
) -> None:
    away.bench.worksheet.choose_level(away.number, 1, 4)
    away.bench.worksheet.choose_level(away.number, 2, 4)
    approve(hall, 1)
    preview = hall.bench.parts.preview(returned(away, tmp_path))
    (conflict,) = preview.merge.conflicts
    assert conflict.approved
    hall.bench.parts.merge(preview)
    assert hall.dossier.levels() == {1: 2, 2: 4}
    assert hall.dossier.answer(1).state is State.APPROVED
    hall.bench.parts.merge(preview, {conflict: Side.THEIRS})
    assert (hall.dossier.answer(1).level, hall.dossier.answer(1).state) == (4, State.DRAFT)
    hall.bench.worksheet.undo(hall.number)
    assert hall.dossier.answer(1).state is State.APPROVED


def test_a_final_stage_is_not_merged_into(hall: Office, away: Office, tmp_path: Path) -> None:
    away.bench.worksheet.choose_level(away.number, 1, 4)
    part = returned(away, tmp_path)
    finish_self(hall.bench, hall.number, dict.fromkeys(ALL, 3))
    before = hall.dossier
    preview = hall.bench.parts.preview(part)
    decisions = dict.fromkeys(preview.merge.conflicts, Side.THEIRS)
    with pytest.raises(StageFinalError):
        hall.bench.parts.merge(preview, decisions)
    assert hall.dossier == before
    assert hall.bench.parts.merge(preview) is None


def test_a_part_of_another_assessment_and_a_whole_package_are_refused(
    hall: Office, away: Office, tmp_path: Path
) -> None:
    stranger = office(tmp_path / "orang-lain", "Sari Lestari")
    part = returned(away, tmp_path)
    with pytest.raises(PartUnknownError) as caught:
        stranger.bench.parts.preview(part)
    assert (caught.value.institution, caught.value.year) == ("Kota Sukamaju", 2025)
    stranger.bench.assessments.start("Desa", InstitutionKind.OTHER, 2025, instrument_id=SHIPPED)
    with pytest.raises(PartUnknownError):
        stranger.bench.parts.preview(part)
    whole = tmp_path / "utuh.spbe"
    hall.bench.packages.export(hall.number, whole)
    with pytest.raises(PackageRefusedError) as refused:
        hall.bench.parts.preview(whole)
    assert refused.value.problem is PackageProblem.NOT_A_PART


def test_the_library_knows_every_name_of_a_document(
    hall: Office, away: Office, tmp_path: Path
) -> None:
    for made, name in ((hall, "b.pdf"), (away, "a.pdf")):
        made.bench.evidence.attach(made.number, 2, [pdf(tmp_path / name, "Sama")])
    hall.bench.parts.merge(hall.bench.parts.preview(returned(away, tmp_path)))
    (entry,) = hall.dossier.evidence(2)
    assert entry.document.name == "a.pdf"
    library = hall.bench.library.entries(hall.number)
    (names,) = [one.names for one in library if one.document == entry.document]
    assert set(names) == {"a.pdf", "b.pdf"}


def test_cancelled_at_any_moment_nothing_stays(hall: Office, away: Office, tmp_path: Path) -> None:
    worked(away, 3, tmp_path)
    worked(away, 4, tmp_path)
    part = returned(away, tmp_path)
    preview = hall.bench.parts.preview(part)
    before, files = hall.dossier, hall.stored()
    moments = itertools.count()
    for moment in moments:
        try:
            hall.bench.parts.merge(preview, progress=CancelAt(moment))
        except CancelledError:
            assert (hall.dossier, hall.stored()) == (before, files)
        else:
            break
    assert moment > 2
    assert len(hall.stored()) == len(files) + 2


def test_a_part_that_changed_since_the_preview_is_refused(
    hall: Office, away: Office, tmp_path: Path
) -> None:
    worked(away, 3, tmp_path)
    part = returned(away, tmp_path)
    preview = hall.bench.parts.preview(part)
    before, files = hall.dossier, hall.stored()
    content = bytearray(part.read_bytes())
    content[content.rindex(b"%PDF")] ^= 1  # of the last document
    part.write_bytes(content)
    with pytest.raises(PackageRefusedError):
        hall.bench.parts.merge(preview)
    assert (hall.dossier, hall.stored()) == (before, files)


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A city hall whose indicators five colleagues have worked on, and what they send back."""
    folder = tmp_path_factory.mktemp("lima-bagian")
    hall = city_hall(folder / "balai-kota")
    parts = []
    for share in SHARES:
        given = folder / f"bagian-{share.start}.spbe"
        hall.bench.parts.give(hall.number, share, given)
        made = colleague(folder / f"rekan-{share.start}", given, f"Rekan {share.start}")
        for number in (share.start + 1, share.stop - 1):
            worked(made, number, folder)
        back = folder / f"kembali-{share.start}.spbe"
        made.bench.packages.export(made.number, back)
        parts.append(back)
    return hall.bench.root, parts


def content_of(made: Office) -> list[object]:
    """Everything that the assessment says, without when it was said."""
    dossier = made.dossier
    return [
        set(dossier.answers),
        set(dossier.documents),
        set(dossier.attachments),
        set(dossier.citations),
    ]


def test_five_parts_come_back_in_any_order(
    scattered: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    root, parts = scattered
    results = []
    for place, order in enumerate(((0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 4, 0, 3, 1))):
        made = office_copy(root, tmp_path / str(place))
        for part in order:
            assert made.bench.parts.merge(made.bench.parts.preview(parts[part])) is not None
        assert len(made.dossier.documents) == 1 + 2 * len(SHARES)
        assert sound(Workspace(made.bench.root).database)
        results.append(content_of(made))
    assert results[0] == results[1] == results[2]


def office_copy(root: Path, target: Path) -> Office:
    shutil.copytree(root, target)
    return office(target, "Rani Puspita")


MERGING = """
import sys
from pathlib import Path

from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences

bench = open_workbench(Path(sys.argv[1]), preferences=FixedPreferences())
bench.parts.merge(bench.parts.preview(Path(sys.argv[2])))
print("selesai", flush=True)
"""


def test_killed_in_the_middle_it_is_before_or_after(
    scattered: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    root, parts = scattered
    before = content_of(office_copy(root, tmp_path / "sebelum"))
    whole = office_copy(root, tmp_path / "sesudah")
    whole.bench.parts.merge(whole.bench.parts.preview(parts[1]))
    after = content_of(whole)
    seen = []
    for moment in (30, 70, 10_000):
        target = tmp_path / str(moment)
        shutil.copytree(root, target)
        program = MERGING.replace("import sys\n", CUT.format(moment=moment), 1)
        result = subprocess.run(
            [sys.executable, "-c", program, str(target), str(parts[1])],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        done = result.stdout == "selesai\n"
        assert done or result.returncode == -signal.SIGKILL, result.stderr
        made = office(target, "Rani Puspita")
        now = content_of(made)
        assert now in (before, after)
        assert not done or now == after
        seen.append(now == after)
        made.bench.parts.merge(made.bench.parts.preview(parts[1], progress=SILENT))
        assert content_of(made) == after  # merged again, whatever came of it
        assert sound(Workspace(target).database)
    assert not seen[0]
    assert seen[-1]
