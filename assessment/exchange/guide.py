"""Petunjuk: what to fill in, what the colours mean, how to return it."""

from string import Template

from assessment.domain.handover import Handover
from assessment.exchange.layout import FIRST_ROW, SheetName
from assessment.exchange.page import Page
from assessment.exchange.summary import SUBTITLE
from indicators.outline import Outline

_CONTENT = """
# Untuk apa
Buku kerja ini memuat satu penilaian SPBE: identitas, tingkat $count indikator beserta fakta dan \
analisisnya, rujukan bukti, dan kesimpulan tiap aspek.
Indeks dan predikat di lembar Ringkasan dihitung dengan rumus dan ikut berubah begitu tingkat \
diubah. Bila Excel membuka berkas dalam Tampilan Terproteksi, pilih Aktifkan Pengeditan agar rumus \
dihitung.
# Cara mengisi
Lembar Penilaian: pilih tingkat $lowest–$highest dari daftar. Sel kosong berarti belum dinilai; \
dalam indeks dihitung sebagai tingkat $lowest.
Lembar Bukti: satu baris untuk satu rujukan. Baris baru cukup diisi nomor indikator, tingkat, \
syarat, pasal atau halaman, kutipan, dan nama berkas yang sudah ada di lembar itu.
Lembar Aspek: kekuatan dan kelemahan tiap aspek pada tahap yang tertulis di atasnya, lalu satu \
rekomendasi.
Baris boleh diurutkan dan disaring, kolom boleh ditambah atau dipindah. Jangan menghapus baris \
indikator atau mengganti judul kolom dan nama lembar.
# Cara mengembalikan
Simpan tetap sebagai berkas .xlsx, lalu kirim kembali. Di SPBE Desktop pilih Kirim, kemudian \
impor: setiap perubahan ditampilkan dahulu dan baru disimpan setelah disetujui.
Sel yang dikosongkan dan jawaban yang sudah disetujui tidak pernah ditimpa diam-diam.
# Arti warna
"""
_LEGEND = (
    ("own_value", "Diisi instansi: tingkat, fakta, analisis, target, unit kerja, dan rujukan"),
    ("their_value", "Diisi asesor eksternal: tingkat dan justifikasi tiap tahap, kesimpulan aspek"),
    ("value_grey", "Keterangan yang terisi otomatis; perubahan di sini tidak dibaca kembali"),
)


def guide_page(handover: Handover) -> Page:
    """The sheet that people see first."""
    outline = handover.instrument.outline
    page = Page(SheetName.GUIDE, (6.0, 106.0), landscape=False)
    page.title("Kertas Kerja Penilaian SPBE", SUBTITLE, outline.regulation)
    content = Template(_CONTENT).substitute(
        count=len(outline.numbers), lowest=outline.minimum_level, highest=outline.maximum_level
    )
    row, number = FIRST_ROW - 1, 0
    for paragraph in content.strip().split("\n"):
        if paragraph.startswith("# "):
            row, number = row + 2, 0
            page.put(row, 1, paragraph.removeprefix("# "), "section")
        else:
            row, number = row + 1, number + 1
            page.put(row, 1, f"{number}.", "prose")
            page.put(row, 2, paragraph, "prose")
    page.fit_heights(range(FIRST_ROW, row + 1), line=15.5, least=20.0)
    _put_legend(page, row + 1, outline)
    return page


def _put_legend(page: Page, row: int, outline: Outline) -> None:
    for at, (style, meaning) in enumerate(_LEGEND, start=row):
        page.put(at, 1, None, style)
        page.put(at, 2, meaning, "prose_middle")
    first = row + len(_LEGEND)
    for at, level in enumerate(outline.levels, start=first):
        names = dict.fromkeys(
            family.levels[level - outline.minimum_level] for family in outline.capabilities
        )
        page.put(at, 1, level, "final")
        page.put(at, 2, f"Tingkat {level}: {' / '.join(names)}", "prose_middle")
    page.level_areas.append(page.area(1, first, first + len(outline.levels) - 1))
