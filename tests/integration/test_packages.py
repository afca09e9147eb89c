"""Packages between workspaces: given out, checked, taken over, given back."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.domain.errors import AssessmentExistsError, StorageError, StorageProblem
from assessment.domain.exchange import ExportKind
from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import SELF, InstitutionKind
from assessment.domain.package import limited, part_text, rebased
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import CancelledError
from assessment.domain.records import (
    AspectNote,
    Citation,
    LevelCap,
    PathWish,
    StepEffort,
    Waiver,
)
from assessment.exchange.package_key import WorkspaceKey
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.answering import begun
from tests.builders import CancelAt, pdf
from tests.conftest import Templates, opened
from tests.packages import contents, forged

LOCKED_WITH = "kata sandi"


def packed(folder: Path) -> None:
    """Two indicators answered, two documents, one of them at both; and its package."""
    workbench = opened(folder / "ruang-kerja")
    city = begun(workbench)
    sheet, room = workbench.worksheet, workbench.evidence
    for number in (1, 10):
        sheet.choose_level(city, number, 3)
        sheet.write(city, number, TextPart.FACT, f"Peraturan Wali Kota, Pasal {number}.")
    first = room.attach(city, 1, [pdf(folder / "perwali.pdf")]).taken[0]
    room.attach(city, 10, [pdf(folder / "perwali.pdf"), pdf(folder / "sop.pdf", "SOP")])
    room.cite(Citation("", city, 1, first.sha256, 2, 1, "Pasal 1", "1", "Pasal 1 halaman 1"))
    workbench.packages.export(city, folder / "kota.spbe")


@pytest.fixture
def city(workbench: Workbench, templates: Templates, tmp_path: Path) -> int:
    templates.copy(packed, tmp_path)
    return workbench.assessments.cards()[0].assessment.id


@pytest.fixture
def package(city: int, tmp_path: Path) -> Path:
    return tmp_path / "kota.spbe"


@pytest.fixture
def evaluator(tmp_path: Path) -> Workbench:
    return opened(tmp_path / "penilai")


def files(bench: Workbench) -> list[Path]:
    return sorted(path for path in (bench.root / "evidence").rglob("*") if path.is_file())


def test_a_receipt_tells_index_and_revision(workbench: Workbench, city: int, package: Path) -> None:
    (receipt,) = workbench.handover.receipts(city)
    dossier = workbench.worksheet.dossier(city)
    assert (receipt.kind, receipt.path.name) == (ExportKind.PACKAGE, package.name)
    assert (receipt.index, receipt.revision) == ("1.052", dossier.revision)
    assert receipt.size == package.stat().st_size
    assert receipt.summary == "2 tingkat, 2 dokumen, tanda tangan dan indeks 1,05 cocok"


def test_the_desk_writes_packages_too(workbench: Workbench, city: int, tmp_path: Path) -> None:
    receipt = workbench.handover.export(city, tmp_path / "lewat-meja.spbe")
    assert workbench.packages.verify(receipt.path).counts.documents == 2


def test_verifying(evaluator: Workbench, package: Path) -> None:
    found = evaluator.packages.verify(package)
    assert (found.index, found.counts.levels, found.trusted) == ("1.052", 2, False)
    assert found.manifest.signer == "Rani Puspita"
    evaluator.packages.trust(found.fingerprint, "Kota Sukamaju")
    assert evaluator.packages.verify(package).trusted
    assert not (evaluator.root / "kunci-tanda-tangan.pem").exists()


def test_taking_over(workbench: Workbench, city: int, package: Path, evaluator: Workbench) -> None:
    preview = evaluator.packages.preview(package)
    assert (preview.assessment_id, preview.trusted) == (None, False)
    step = evaluator.packages.take_over(preview)
    mine, theirs = (
        evaluator.worksheet.dossier(step.assessment_id),
        workbench.worksheet.dossier(city),
    )
    assert mine.assessment.origin == preview.package.manifest.fingerprint
    assert mine.outcome(SELF).final
    same = rebased(theirs, mine.assessment.id)
    assert (mine.answers, mine.attachments, mine.citations, mine.documents) == (
        same.answers, same.attachments, same.citations, same.documents,
    )  # fmt: skip
    assert [path.read_bytes() for path in files(evaluator)] == [
        path.read_bytes() for path in files(workbench)
    ]
    assert evaluator.worksheet.undo(step.assessment_id) is None


def test_an_evaluator_gives_back_the_index_of_the_last_stage(
    package: Path, evaluator: Workbench, tmp_path: Path
) -> None:
    number = evaluator.packages.take_over(evaluator.packages.preview(package)).assessment_id
    for indicator in range(1, 48):
        evaluator.worksheet.choose_level(number, indicator, 2, stage="document")
    given_back = evaluator.packages.export(number, tmp_path / "kembali.spbe")
    found = evaluator.packages.verify(given_back.path)
    assert (found.manifest.stage, found.index, found.counts.levels) == ("document", "2", 47)
    assert given_back.index == "2"
    assert given_back.summary.startswith("47 tingkat, 2 dokumen")
    assert given_back.summary.endswith("indeks 2,00 cocok")
    # An earlier version told index and levels of the self assessment.
    counts = replace(found.counts, levels=2)
    before = replace(found.manifest, index="1.052", counts=counts)
    key = WorkspaceKey(tmp_path / "kunci.pem")
    old = forged(tmp_path / "lama.spbe", before, contents(given_back.path), key)
    assert evaluator.packages.verify(old).index == "1.052"


def test_what_was_set_for_the_path_is_taken_over(
    workbench: Workbench, city: int, evaluator: Workbench, tmp_path: Path
) -> None:
    kept = (StepEffort(city, 3, 4, 9), LevelCap(city, 40, 3), PathWish(city, "3.10", 4))
    for setting in kept:
        workbench.planning.keep_setting(setting)
    package = workbench.packages.export(city, tmp_path / "rencana.spbe").path
    step = evaluator.packages.take_over(evaluator.packages.preview(package))
    found = evaluator.planning.settings(step.assessment_id)
    moved = tuple(replace(setting, assessment_id=step.assessment_id) for setting in kept)
    assert (*found.efforts, *found.caps, found.wish) == moved


def test_a_document_that_is_here_already(
    workbench: Workbench, package: Path, evaluator: Workbench, tmp_path: Path
) -> None:
    other = evaluator.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    ).id
    evaluator.evidence.attach(other, 1, [pdf(tmp_path / "lain.pdf", "Pasal 1")])
    step = evaluator.packages.take_over(evaluator.packages.preview(package))
    names = {entry.name for entry in evaluator.worksheet.dossier(step.assessment_id).documents}
    assert names == {"lain.pdf", "sop.pdf"}
    assert len(files(evaluator)) == 2


def test_one_that_is_here_already(
    workbench: Workbench, city: int, package: Path, evaluator: Workbench
) -> None:
    preview = workbench.packages.preview(package)
    assert preview.assessment_id == city
    with pytest.raises(AssessmentExistsError):
        workbench.packages.take_over(preview)
    first = evaluator.packages.take_over(evaluator.packages.preview(package))
    evaluator.assessments.remove(first.assessment_id)
    again = evaluator.packages.take_over(evaluator.packages.preview(package))
    uids = {
        evaluator.worksheet.dossier(number).assessment.uid
        for number in (first.assessment_id, again.assessment_id)
    }
    assert len(uids) == 2
    cited = evaluator.worksheet.dossier(again.assessment_id).citations
    assert [entry.quote for entry in cited] == ["Pasal 1 halaman 1"]


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_cancelling_leaves_nothing(package: Path, evaluator: Workbench, moment: int) -> None:
    preview = evaluator.packages.preview(package)
    with pytest.raises(CancelledError):
        evaluator.packages.take_over(preview, CancelAt(moment))
    assert files(evaluator) == []
    assert evaluator.assessments.cards() == ()


def test_a_file_that_changes_after_the_preview(package: Path, evaluator: Workbench) -> None:
    preview = evaluator.packages.preview(package)
    content = bytearray(package.read_bytes())
    content[content.rindex(b"%%EOF")] ^= 1  # in the document that comes last
    package.write_bytes(content)
    with pytest.raises(PackageRefusedError) as caught:
        evaluator.packages.take_over(preview)
    assert caught.value.problem is PackageProblem.DAMAGED
    assert files(evaluator) == []
    assert evaluator.assessments.cards() == ()


def test_records_that_cannot_be_stored(package: Path, evaluator: Workbench) -> None:
    preview = evaluator.packages.preview(package)
    dossier = preview.package.dossier
    broken = replace(dossier, attachments=())
    wrong = replace(preview, package=replace(preview.package, dossier=broken))
    with pytest.raises(StorageError):
        evaluator.packages.take_over(wrong)
    assert files(evaluator) == []
    assert evaluator.assessments.cards() == ()


def test_a_locked_package(
    workbench: Workbench, city: int, evaluator: Workbench, tmp_path: Path
) -> None:
    path = workbench.packages.export(city, tmp_path / "a.spbe", password=LOCKED_WITH).path
    preview = evaluator.packages.preview(path, LOCKED_WITH)
    assert LOCKED_WITH not in repr(preview)
    step = evaluator.packages.take_over(preview)
    assert len(evaluator.worksheet.dossier(step.assessment_id).documents) == 2


def test_a_part_goes_out_and_comes_back(
    workbench: Workbench, city: int, evaluator: Workbench, tmp_path: Path
) -> None:
    given = workbench.packages.export(city, tmp_path / "bagian.spbe", part=(10, 11)).path
    receipt = workbench.handover.receipts(city)[0]
    assert (receipt.kind, receipt.index) == (ExportKind.PART, "")
    assert receipt.summary == "1 tingkat, 2 dokumen dan tanda tangan cocok"
    told = workbench.receipts.text(receipt)
    assert "(Bagian)" in told
    assert "Indeks" not in told
    before = workbench.packages.read_part(given)
    assert before.manifest.part == (10, 11)
    assert before.base == before.theirs
    colleague = evaluator
    step = colleague.packages.take_over(colleague.packages.preview(given))
    number = step.assessment_id
    dossier = colleague.worksheet.dossier(number)
    assert (dossier.assessment.part, dossier.outcome(SELF).final) == (" 10 11 ", False)
    colleague.worksheet.write(number, 10, TextPart.FACT, "Ditulis rekan.")
    colleague.worksheet.choose_level(number, 11, 2)
    back = workbench.packages.read_part(
        colleague.packages.export(number, tmp_path / "kembali.spbe").path
    )
    then, now = before.base.records(), back.base.records()
    assert {kind.__name__ for kind in then if then[kind] != now.get(kind)} == {"Assessment"}
    assert {answer.indicator: answer.fact for answer in back.theirs.answers} == {
        10: "Ditulis rekan.", 11: "",
    }  # fmt: skip
    assert {file.sha256 for file in back.files} == {entry.sha256 for entry in back.theirs.documents}


def test_a_whole_package_is_no_part(workbench: Workbench, package: Path) -> None:
    with pytest.raises(PackageRefusedError) as caught:
        workbench.packages.read_part(package)
    assert caught.value.problem is PackageProblem.NOT_A_PART


def test_what_a_part_leaves_out(workbench: Workbench, city: int) -> None:
    whole = workbench.worksheet.dossier(city)
    whole = replace(
        whole,
        aspect_notes=(AspectNote(city, 1, "Kuat"),),
        waivers=(Waiver(city, "a", 1), Waiver(city, "a", 2)),
    )
    part = limited(whole, (1,))
    assert [entry.indicator for entry in part.answers] == [1]
    assert [entry.name for entry in part.documents] == ["perwali.pdf"]
    assert [entry.indicator for entry in part.waivers] == [1]
    assert part.aspect_notes == ()
    assert part_text(()) == ""


def test_a_missing_document_is_named(workbench: Workbench, city: int, tmp_path: Path) -> None:
    for path in files(workbench):
        path.unlink()
    with pytest.raises(FileRefusedError):
        workbench.packages.export(city, tmp_path / "a.spbe")
    assert workbench.handover.receipts(city)[0].failure == "FileRefusedError"
    assert not (tmp_path / "a.spbe").exists()
    assert not list(tmp_path.glob(".*.spbe"))


def test_the_key_is_made_once_for_its_owner_only(workbench: Workbench, package: Path) -> None:
    path = workbench.root / "kunci-tanda-tangan.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = workbench.packages.verify(package).fingerprint
    assert WorkspaceKey(path).public() == WorkspaceKey(path).public()
    again = workbench.packages.export(1, package).path
    assert workbench.packages.verify(again).fingerprint == before
    assert len(before.split()) == 8


@pytest.mark.parametrize("content", [b"", b"bukan kunci"])
def test_a_damaged_key(workbench: Workbench, city: int, tmp_path: Path, content: bytes) -> None:
    (workbench.root / "kunci-tanda-tangan.pem").write_bytes(content)
    with pytest.raises(StorageError) as caught:
        workbench.packages.export(city, tmp_path / "a.spbe")
    assert caught.value.problem is StorageProblem.CORRUPT


def test_a_key_of_another_kind(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    other = X25519PrivateKey.generate()
    path = tmp_path / "kunci.pem"
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(StorageError) as caught:
        WorkspaceKey(path).sign(b"isi")
    assert caught.value.problem is StorageProblem.CORRUPT


def test_a_key_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    with pytest.raises(StorageError):
        WorkspaceKey(tmp_path / "berkas" / "kunci.pem").public()


def test_the_backup_brings_the_key(
    workbench: Workbench, city: int, package: Path, tmp_path: Path
) -> None:
    from assessment.domain.progress import SILENT

    copy = workbench.backups.make(tmp_path / "cadangan.zip", SILENT)
    other = opened(tmp_path / "komputer-baru")
    other.backups.restore(copy, SILENT)
    again = opened(tmp_path / "komputer-baru")
    path = again.packages.export(city, tmp_path / "b.spbe").path
    found = again.packages.verify(path).fingerprint
    assert found == again.packages.verify(package).fingerprint
    key = again.root / "kunci-tanda-tangan.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    own = opened(tmp_path / "punya-kunci")
    own.packages.take_over(own.packages.preview(package))
    own.packages.export(1, tmp_path / "c.spbe")
    kept = (own.root / "kunci-tanda-tangan.pem").read_bytes()
    own.backups.restore(copy, SILENT)
    assert (own.root / "kunci-tanda-tangan.pem").read_bytes() == kept


def test_receipts_in_words_and_as_a_code(workbench: Workbench, city: int, package: Path) -> None:
    (receipt,) = workbench.handover.receipts(city)
    text = workbench.receipts.text(receipt)
    for part in ("Kota Sukamaju", "2025", "kota.spbe", "Indeks: 1,05", receipt.sha256, "10 Juli"):
        assert part in text
    code = workbench.receipts.code(receipt)
    assert code.startswith(b"<svg")
    assert code.rstrip().endswith(b"</svg>")
    old = replace(receipt, index="", at=receipt.at.replace(tzinfo=None))
    assert "Indeks" not in workbench.receipts.text(old)


def test_an_evidence_folder_tells_index_and_revision(
    workbench: Workbench, city: int, tmp_path: Path
) -> None:
    receipt = workbench.evidence_folder.export(city, tmp_path / "bukti")
    dossier = workbench.worksheet.dossier(city)
    assert (receipt.index, receipt.revision) == ("1.052", dossier.revision)
