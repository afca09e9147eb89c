"""What lies in a package, as a person reads it before taking it over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from assessment.domain.formatting import (
    index_text,
    list_text,
    short_date_text,
    size_text,
    time_text,
)
from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.scoring import grade_of
from assessment.domain.stages import levels_at, standing
from assessment.domain.words import stage_name
from ui.models.rows import RowModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.domain.package import Manifest, Package
    from assessment.domain.records import Answer
    from indicators.instrument import Instrument


@dataclass(frozen=True, slots=True)
class ContentRow:
    """One indicator of a package with its level, at the stage the package was made at."""

    number: int
    name: str
    level: int | None
    service: bool
    evidence: tuple[str, ...]
    text: str

    def whole(self) -> str:
        """Everything that was written, and the names of the evidence."""
        named = "\n".join(self.evidence) or _tr("Tanpa bukti.")
        return "\n\n".join(part for part in (self.text, named) if part)


class ContentModel(RowModel[ContentRow]):
    """The indicators of a package."""

    def words(self, row: ContentRow, role: int) -> str | None:
        """What is read aloud; the names of the files as a tooltip."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                level = _tr("belum diisi")
                if row.level is not None:
                    level = _tr("tingkat {0}").format(row.level)
                count = _tr("{0} bukti").format(len(row.evidence))
                return f"{row.number} {row.name}, {level}, {count}"
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join((f"{row.number} {row.name}", *row.evidence))
            case _:
                return None


def content_rows(instrument: Instrument, package: Package) -> Iterator[ContentRow]:
    """The indicators of a package in order; those of a part only where it is one."""
    dossier, stage = package.dossier, package.manifest.stage or SELF
    outline = instrument.outline
    levels = levels_at(outline, dossier, stage)
    for number in package.manifest.part or outline.numbers:
        yield ContentRow(
            number=number,
            name=instrument.indicator(number).short_name,
            level=levels.get(number),
            service=outline.is_service(number),
            evidence=tuple(f"{one.label} {one.document.name}" for one in dossier.evidence(number)),
            text=_text_of(dossier.answer(number), standing(outline, dossier, number, stage)),
        )


def _text_of(answer: Answer, later: Answer) -> str:
    parts = (answer.fact, answer.analysis, later.justification)
    return "\n\n".join(part for part in parts if part)


def facts_of(instrument: Instrument, manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """What a package says about itself: names and values."""
    counts = manifest.counts
    total = len(manifest.part) or len(instrument.outline.numbers)
    index = Fraction(manifest.index)
    grade = grade_of(instrument.outline, index).name
    size = sum(file.size for file in manifest.files)
    made = f"{short_date_text(manifest.created)} {time_text(manifest.created)}"
    facts = [
        (_tr("Tahap"), stage_name(manifest.stage)),
        (_tr("Indeks"), f"{index_text(index)} {grade}"),
        (_tr("Tingkat"), _tr("{0} dari {1}").format(counts.levels, total)),
        (_tr("Bukti"), _tr("{0} dokumen, {1} rujukan").format(counts.documents, counts.citations)),
        (_tr("Ukuran"), size_text(size)),
        (_tr("Oleh"), f"{manifest.signer or _tr('(tanpa nama)')}, {made}"),
    ]
    if manifest.stage == OFFICIAL:
        del facts[2]  # the levels of the self assessment, of which there are none
    if manifest.part:
        del facts[1]  # the index of a few indicators says nothing
        facts.insert(1, (_tr("Indikator"), list_text(manifest.part)))
    return tuple(facts)


def checks_of(manifest: Manifest) -> tuple[str, ...]:
    """What was checked, each of which holds: nobody sees a package where one does not."""
    kinds = Counter(file in manifest.evidence for file in manifest.files)
    return (
        _tr("Lengkap: {0} dokumen bukti dan {1} berkas lain").format(kinds[True], kinds[False]),
        _tr("Ukuran dan sidik SHA-256 setiap berkas cocok"),
        _tr("Isian terbaca dan sama dengan daftar isinya"),
        _tr("Indeks dihitung ulang dari tingkatnya: cocok"),
        _tr("Tanda tangan cocok dengan kunci di bawah"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackageContents", text)
