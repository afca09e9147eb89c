"""Invented regulations in the layouts that offices and scanners make, with what is true of them.

Every builder takes the width at which lines are wrapped: references to articles then come to
stand at the beginning of lines, alone on a line, and before the number of a clause.
"""

import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

UNITS = (
    "Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan",
    "Kesembilan",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")
TOPICS = (
    "arsitektur", "peta rencana", "rencana dan anggaran", "proses bisnis", "data dan informasi",
    "jaringan intra", "pusat data", "keamanan informasi", "aplikasi umum", "aplikasi khusus",
    "layanan administrasi", "layanan publik", "manajemen risiko", "manajemen aset",
    "sumber daya manusia", "manajemen pengetahuan", "manajemen perubahan", "audit aplikasi",
    "tim koordinasi", "pemantauan dan evaluasi", "pendanaan", "kerja sama",
)  # fmt: skip


@dataclass(slots=True)
class Invented:
    """Pages, and the articles that they hold, in order, with the number of their clauses."""

    pages: list[str]
    articles: dict[str, int]
    explained: list[str] = field(default_factory=list)


Builder = Callable[[int], Invented]


def clauses_of(number: int, subject: str) -> list[str]:
    """The clauses of an article; they refer to others in every way that offices do."""
    one, other = max(1, number - 3), number + 2
    first = (
        f"{subject.capitalize()} sebagaimana dimaksud dalam Pasal {one} ayat (2) dilaksanakan oleh "
        f"Dinas sesuai dengan ketentuan Pasal {other} dan Pasal {other + 1}."
    )
    second = (
        f"Ketentuan lebih lanjut mengenai {subject} diatur sesuai dengan Pasal {one}, Pasal "
        f"{one + 1}, dan Pasal {other} huruf a Peraturan ini."
    )
    third = (
        f"Dalam hal {subject} belum tersedia sebagaimana dimaksud pada ayat (1), berlaku ketentuan "
        f"Pasal {number} ayat (2) huruf b sampai dengan Pasal {other}."
    )
    return [first, second, third]


def letters_of(subject: str) -> list[str]:
    return [
        f"a. perencanaan {subject};", f"b. pelaksanaan {subject}; dan", f"c. evaluasi {subject}.",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How an office writes what heads an article."""

    width: int
    article: Callable[[int], list[str]] = lambda number: [f"Pasal {number}"]
    hyphens: bool = False

    def wrapped(self, text: str) -> list[str]:
        """The lines of a paragraph; long words may be parted by a hyphen."""
        if not self.hyphens:
            return textwrap.wrap(text, self.width, break_on_hyphens=False)
        lines, line = [], ""
        for word in text.split():
            room = self.width - len(line) - 1
            if len(word) <= room:
                line = f"{line} {word}".strip()
            elif word.isalpha() and word.islower() and len(word) > 6 and room > 4:
                lines.append(f"{line} {word[:3]}-")
                line = word[3:]
            else:
                lines.append(line)
                line = word
        return [*lines, line]


def body(style: Style, articles: dict[str, int]) -> Iterator[str]:
    """Chapters, parts and articles, in lines; what is true of them goes into ``articles``."""
    number = 0
    for chapter, topics in enumerate((TOPICS[:2], TOPICS[2:10], TOPICS[10:19], TOPICS[19:])):
        yield f"BAB {ROMAN[chapter]}"
        yield "KETENTUAN UMUM" if chapter == 0 else f"PENYELENGGARAAN BAGIAN {chapter}"
        for part, subject in enumerate(topics):
            if chapter in {1, 2}:
                yield f"Bagian {UNITS[part]}"
                yield subject.title()
            number += 1
            count = number % 4
            articles[f"Pasal {number}"] = count
            yield from style.article(number)
            if count == 0:
                yield from style.wrapped(f"{clauses_of(number, subject)[0][:-1]}, meliputi:")
                yield from letters_of(subject)
            for clause, text in enumerate(clauses_of(number, subject)[:count], start=1):
                yield from style.wrapped(f"({clause}) {text}")


def paged(lines: list[str], per_page: int = 28) -> list[list[str]]:
    return [lines[start : start + per_page] for start in range(0, len(lines), per_page)]


def closing(office: str) -> list[str]:
    return [
        "Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan",
        f"{office} ini dengan penempatannya dalam Berita Daerah.",
        "Ditetapkan di Contoh", "pada tanggal 2 Januari 2024", office.upper(), "ttd",
    ]  # fmt: skip


def two_column_preamble(width: int) -> Invented:
    """A regent's: what is considered stands in two columns, which come out torn apart."""
    articles: dict[str, int] = {}
    preamble = [
        "BUPATI CONTOH", "PROVINSI CONTOH", "PERATURAN BUPATI CONTOH", "NOMOR 7 TAHUN 2024",
        "Menimbang", "Mengingat", ":", "a.", "b.", ":", "1.", "2.",
        "bahwa untuk melaksanakan ketentuan Pasal 3 Peraturan Daerah", "Nomor 2 Tahun 2020;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam", "huruf a perlu menetapkan;",
        "Pasal 18 ayat (6) Undang-Undang Dasar", "Negara Republik Indonesia Tahun 1945;",
        "Menimbang    :   a.   bahwa untuk melaksanakan", "                    ketentuan",
        "                    Pasal 4", "                    Peraturan Presiden Nomor 95;",
        "MEMUTUSKAN:", "Menetapkan   :   PERATURAN BUPATI TENTANG CONTOH.",
    ]  # fmt: skip
    lines = [*preamble, *body(Style(width), articles), *closing("Bupati")]
    return Invented(["\n".join(page) for page in paged(lines)], articles)


def number_apart(width: int) -> Invented:
    """A governor's: ``Pasal`` and its number are two lines, at times with a page between."""
    articles: dict[str, int] = {}
    style = Style(width, lambda number: ["Pasal", "", str(number)])
    lines = ["GUBERNUR CONTOH", *body(style, articles), *closing("Gubernur")]
    pages = paged(lines, 31)
    return Invented(
        ["\n".join([f"- {number} -", "", *page]) for number, page in enumerate(pages, 1)], articles
    )


def amendment(width: int) -> Invented:
    """A mayor's that amends another, with an elucidation and an annex full of tables."""
    style = Style(width)
    lines = [
        "WALI KOTA CONTOH", "Menimbang : bahwa Pasal 5 perlu diubah;", "MEMUTUSKAN:", "Pasal I",
        *style.wrapped("Beberapa ketentuan dalam Peraturan Wali Kota Nomor 3 Tahun 2020 diubah "
                       "sebagai berikut:"),
    ]  # fmt: skip
    articles = {"Pasal I": 0}
    changed = ("2", "5", "5A", "5B", "6", "9", "14", "14A", "21")
    for point, name in enumerate(changed, start=1):
        said = (
            f"{point}. Di antara Pasal {name[:-1]} dan Pasal {int(name[:-1]) + 1} disisipkan 1 "
            f"(satu) pasal, yakni Pasal {name} yang berbunyi sebagai berikut:"
            if name[-1].isalpha()
            else f"{point}. Ketentuan Pasal {name} ayat (1) dan ayat (2) diubah sehingga berbunyi "
            f"sebagai berikut:"
        )
        number = int(name.rstrip("AB"))
        articles[f"Pasal {name}"] = 2
        lines += [*style.wrapped(said), f"Pasal {name}"]
        for clause, text in enumerate(clauses_of(number, TOPICS[point])[:2], start=1):
            lines += style.wrapped(f"({clause}) {text}")
    articles["Pasal II"] = 0
    lines += ["Pasal II", *style.wrapped("Peraturan ini mulai berlaku pada tanggal diundangkan.")]
    lines += closing("Wali Kota")
    explained = ["Pasal I", *(f"Pasal {name}" for name in changed), "Pasal II"]
    lines += ["PENJELASAN", "ATAS", "PERATURAN WALI KOTA CONTOH", "I. UMUM"]
    lines += style.wrapped("Perubahan ini menyesuaikan Pasal 5 dan Pasal 9 dengan keadaan.")
    lines += ["II. PASAL DEMI PASAL"]
    for name in explained:
        lines += [name, "Cukup jelas." if name != "Pasal 9" else "Yang dimaksud adalah data."]
    lines += ["LAMPIRAN I", "PERATURAN WALI KOTA CONTOH", "NOMOR 4 TAHUN 2024"]
    for row in range(1, 25):
        lines += [f"{row}", f"{TOPICS[row % 22]}", f"Pasal {row}", "Dinas", f"{row * 3}"]
    return Invented(["\n".join(page) for page in paged(lines)], articles, explained)


SLIPS = ("Pasa1 {}", "PasaI {}", "Pasal {}.", "P a s a l {}", "pasal {}", "Pasal  {}", "PASAL {}",
         "Psal {}", "Pasal{}", "Paaal {}")  # fmt: skip


def scanned(width: int) -> Invented:
    """Read by a machine: misread letters, heads and feet, hyphens, catchwords."""

    def slip(number: int) -> list[str]:
        digits = str(number)
        if number % 3 == 0:
            digits = digits.replace("1", "l").replace("0", "O")
        return [SLIPS[number % len(SLIPS)].format(digits)]

    articles: dict[str, int] = {}
    lines = [*body(Style(width, slip, hyphens=True), articles), *closing("Bupati")]
    lines = [line.replace("BAB I", "BAB l") if line == "BAB I" else line for line in lines]
    pages = paged(lines, 30)
    made = []
    for number, page in enumerate(pages, start=1):
        following = pages[number][0].split()[:2] if number < len(pages) else []
        catchword = [f"{' '.join(following)}..."] if following else []
        made.append(
            "\n".join(["BUPATI CONTOH", f"- {number} -", *page, *catchword, "jdih.contoh.go.id"])
        )
    return Invented(made, articles)


def unbroken(width: int) -> Invented:
    """Words in columns of blanks, indented, with a blank line between every two."""
    articles: dict[str, int] = {}
    style = Style(width, lambda number: [f"{'':24}Pasal {number}"])
    lines = [f"{'':8}{line}" for line in body(style, articles)]
    return Invented(["\n\n".join(page) for page in paged(lines, 22)], articles)


BUILDERS: tuple[Builder, ...] = (
    two_column_preamble, number_apart, amendment, scanned, unbroken,
)  # fmt: skip


MISREAD = {"a": "o", "l": "1", "s": "5", "o": "0", "i": "l", "n": "ri", "e": "c", "P": "F",
           "1": "l", "0": "O", "5": "S", "8": "B"}  # fmt: skip


def blurred(pages: list[str], share: float, seed: int) -> list[str]:
    """The pages with some of their signs misread."""
    chance = random.Random(seed)  # noqa: S311
    return [
        "".join(MISREAD[sign] if sign in MISREAD and chance.random() < share else sign
                for sign in page)
        for page in pages
    ]  # fmt: skip
