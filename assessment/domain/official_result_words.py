"""Doubts about official results as people read them."""

from assessment.domain.official_result import Doubt, DoubtKind

_PLAIN = {
    DoubtKind.INSTITUTION: "Nama instansi tidak terbaca",
    DoubtKind.SLIPPED: "Ada angka lain di kolom tingkat, atau tingkat di tepi halaman kosong",
    DoubtKind.COLUMN: "Kolom tahun laporan pada tabel tidak jelas",
}


def doubt_text(doubt: Doubt) -> str:
    """What does not add up: ``Aspek 3: tercetak 1,75, dari tingkat 2,00``."""
    match doubt.kind:
        case DoubtKind.ROW_MISSING:
            return f"Indikator {doubt.number}: baris tidak ditemukan"
        case DoubtKind.LEVEL_UNREADABLE:
            said = f'"{doubt.printed}"' if doubt.printed else "kosong"
            return f"Indikator {doubt.number}: tingkat tidak terbaca ({said})"
        case DoubtKind.YEAR:
            return f"Tahun laporan tidak tercantum di judul (terbaca {doubt.printed})"
        case DoubtKind.INSTITUTION | DoubtKind.COLUMN | DoubtKind.SLIPPED:
            return _PLAIN[doubt.kind]
        case _:
            return f"{_figure(doubt)}: tercetak {_said(doubt.printed)}, dari tingkat " + _said(
                doubt.computed
            )


def _figure(doubt: Doubt) -> str:
    match doubt.kind:
        case DoubtKind.ASPECT:
            return f"Aspek {doubt.number}"
        case DoubtKind.DOMAIN:
            return f"Domain {doubt.number}"
        case DoubtKind.GRADE:
            return "Predikat"
        case DoubtKind.HEADLINE:
            return "Indeks di judul"
        case _:
            return "Indeks"


def _said(value: str) -> str:
    return value.replace(".", ",") or "tidak terbaca"
