"""Receipts as text that can be printed, read aloud, and put into a code."""

from datetime import datetime
from fractions import Fraction

from assessment.domain.exchange import Receipt
from assessment.domain.formatting import date_text, index_text, list_text, size_text, time_text
from assessment.domain.identity import Assessment
from assessment.domain.package import Manifest
from assessment.domain.words import EXPORTS


def receipt_text(receipt: Receipt, assessment: Assessment) -> str:
    """What proves an export that succeeded: when, what, how much, which hash."""
    lines = [
        "TANDA TERIMA SPBE",
        f"Instansi: {assessment.institution}",
        f"Tahun: {assessment.year}",
        f"Waktu: {_moment(receipt.at)}",
        f"Berkas: {receipt.path.name} ({EXPORTS[receipt.kind]})",
        f"Ukuran: {size_text(receipt.size)} ({receipt.size} byte)",
        f"Diperiksa: {receipt.summary}",
        *([_index(receipt.index)] if receipt.index else []),
        f"Revisi: {receipt.revision}",
        f"SHA-256: {receipt.sha256}",
    ]
    return "\n".join(lines) + "\n"


def package_receipt(manifest: Manifest, stage: str) -> str:
    """What lies in a package for people without the program; ``stage`` is its name."""
    counts = manifest.counts
    part = [f"Indikator: {list_text(manifest.part, len(manifest.part))}"] if manifest.part else []
    lines = [
        f"TANDA TERIMA {'BAGIAN' if part else 'PAKET'} SPBE",
        f"Instansi: {manifest.institution}",
        f"Tahun: {manifest.year}",
        f"Tahap: {stage}",
        *part,
        f"Waktu: {_moment(manifest.created)}",
        *([] if part else [_index(manifest.index)]),
        f"Tingkat: {counts.levels}",
        f"Dokumen: {counts.documents} untuk {counts.attachments} bukti",
        f"Rujukan: {counts.citations}",
        f"Revisi: {manifest.base_revision}",
        f"Ditandatangani: {manifest.signer or '(tanpa nama)'}",
        f"Sidik kunci: {manifest.fingerprint}",
        "",
        "SHA-256",
        *(f"{file.sha256}  {file.name}" for file in manifest.files),
    ]
    return "\n".join(lines) + "\n"


def _index(index: str) -> str:
    return f"Indeks: {index_text(Fraction(index))} (tepatnya {index.replace('.', ',')})"


def _moment(moment: datetime) -> str:
    zone = f"{moment:%z}"
    return f"{date_text(moment)} {time_text(moment)}{f' UTC{zone[:3]}.{zone[3:]}' if zone else ''}"
