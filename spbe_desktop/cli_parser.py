"""The words of the command line: what can be typed, and what is wrong with what was typed."""

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, HelpFormatter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from assessment.domain.conflicts import Side
from assessment.domain.identity import InstitutionKind

_USAGE_FAULT = 2
_MOST_NUMBER = 999  # no instrument has so many indicators
# What argparse says in English, by its own patterns.
_FAULTS = (
    (r"the following arguments are required: (.+)", "isian wajib belum ada: {0}"),
    (r"unrecognized arguments: (.+)", "tidak dikenal: {0}"),
    (r"argument (.+?): expected one argument", "{0} memerlukan satu nilai"),
    (r"argument (.+?): expected at least one argument", "{0} memerlukan paling sedikit satu nilai"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0}: {1} bukan di antara {2}"),
    (r"argument (.+?): invalid int value: (.+)", "{0}: {1} bukan bilangan bulat"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} tidak menerima nilai {1}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)  # fmt: skip


def build_parser() -> ArgumentParser:
    """The parser of the whole command line; options may stand before or after the command."""
    parser = _Parser(
        prog="spbe-desktop",
        description="Penilaian mandiri SPBE. Tanpa perintah, jendela program dibuka.",
    )
    _add_common(parser, workspace=None, as_json=False)
    commands = parser.add_subparsers(
        title="perintah", dest="command", metavar="PERINTAH", parser_class=_Parser
    )
    demo = _command(commands, "demo", "membuat contoh lengkap di sebuah folder")
    demo.add_argument("folder", metavar="FOLDER", type=Path, help="folder hasil")
    new = _command(commands, "new", "memulai penilaian dan mencetak nomornya")
    new.add_argument("--institution", metavar="NAMA", required=True, help="nama resmi instansi")
    kinds = ", ".join(InstitutionKind)
    new.add_argument("--kind", metavar="JENIS", required=True, type=_kind, help=f"jenis: {kinds}")
    new.add_argument("--year", metavar="TAHUN", required=True, type=int, help="tahun penilaian")
    index = _command(commands, "index", "menghitung indeks dari .csv, .xlsx, atau .pdf (LHE)")
    index.add_argument("file", metavar="BERKAS", type=Path, help="berkas yang dihitung")
    _add_instrument(new, "yang dipakai")
    _add_instrument(index, "yang menghitung .csv; berkas lain menyebutkannya sendiri")
    _add_import(commands)
    _add_export(commands)
    verify = _command(commands, "verify", "memeriksa setiap byte sebuah paket")
    verify.add_argument("file", metavar="BERKAS", type=Path, help="paket .spbe")
    _add_password(verify)
    check = _command(commands, "check", "menyebutkan apa yang akan ditolak penilai")
    _add_assessment(check, required=False)
    _add_documents(commands)
    _add_care(commands)
    return parser


def _add_instrument(command: Any, purpose: str) -> None:
    words = f"instrumen {purpose}: nama foldernya (bawaan: instrumen resmi)"
    command.add_argument("--instrument", metavar="NAMA", help=words)


def _add_import(commands: Any) -> None:
    take = _command(commands, "import", "memperlihatkan, lalu menerapkan, isi berkas")
    take.add_argument(
        "files",
        metavar="BERKAS",
        type=Path,
        nargs="+",
        help="buku kerja .xlsx, paket .spbe, LHE .pdf, daftar nasional .csv",
    )
    _add_password(take)
    take.add_argument("--apply", action="store_true", help="terapkan yang tidak perlu diperiksa")
    take.add_argument(
        "--prefer",
        metavar="PIHAK",
        type=_side,
        help="yang berlaku bila bagian dan isian di sini sama-sama diubah: ours (di sini), theirs",
    )


def _add_export(commands: Any) -> None:
    export = _command(commands, "export", "menulis penilaian ke berkas")
    _add_assessment(export, required=True)
    export.add_argument(
        "--to",
        metavar="BERKAS",
        type=Path,
        required=True,
        help="hasil: .xlsx .pdf .spbe .csv .json",
    )
    export.add_argument(
        "--as",
        dest="name",
        choices=("summary", "plan", "comparison", "minutes", "consent"),
        help="yang ditulis: ringkasan (summary), rencana aksi (plan, juga .xlsx), perbandingan"
        " tahun (comparison), berita acara (minutes), atau persetujuan publikasi (consent)",
    )
    export.add_argument(
        "--indicators",
        metavar="NOMOR",
        type=_numbers,
        default=(),
        help="hanya indikator ini, sebagai bagian .spbe untuk rekan: 1-10,21",
    )
    _add_password(export)


def _add_care(commands: Any) -> None:
    recap = _command(commands, "recap", "membandingkan banyak instansi dari isi sebuah folder")
    recap.add_argument("folder", metavar="FOLDER", type=Path, help="folder berkas instansi")
    recap.add_argument(
        "--to",
        metavar="BERKAS",
        type=Path,
        required=True,
        help="hasil: .xlsx .csv .json .pdf",
    )
    backup = _command(commands, "backup", "membuat cadangan yang sudah diperiksa")
    backup.add_argument("--to", metavar="BERKAS", type=Path, help="berkas cadangan .zip")
    restore = _command(commands, "restore", "memulihkan cadangan sesudah diperiksa")
    restore.add_argument("file", metavar="BERKAS", type=Path, help="cadangan .zip atau .sqlite3")
    _command(commands, "doctor", "memeriksa keutuhan basis data, bukti, riwayat, dan instrumen")


class _Words(HelpFormatter):
    """Help texts that call usage by its Indonesian name."""

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class _Parser(ArgumentParser):
    """A parser whose own words are Indonesian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Words, add_help=False, allow_abbrev=False)
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="memperlihatkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how it is used; ends with status 2."""
        self.exit(_USAGE_FAULT, f"{self.format_usage()}{self.prog}: {_translated(message)}\n")


def _translated(message: str) -> str:
    for pattern, words in _FAULTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*found.groups())
    return message


def _command(commands: Any, name: str, words: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(name, help=words, description=_sentence(words))
    # Suppressed defaults: a value that stood before the command is not overwritten.
    _add_common(parser, workspace=SUPPRESS, as_json=SUPPRESS)
    return parser


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _add_common(parser: ArgumentParser, *, workspace: str | None, as_json: bool | str) -> None:
    parser.add_argument(
        "--workspace", metavar="FOLDER", type=Path, default=workspace, help="folder ruang kerja"
    )
    parser.add_argument(
        "--json",
        dest="as_json",
        action="store_true",
        default=as_json,
        help="cetak satu objek JSON",
    )


def _add_assessment(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--assessment", metavar="NOMOR", type=int, required=required, help="nomor penilaian"
    )


def _add_password(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="baca sandi paket dari baris pertama masukan",
    )


def _add_documents(commands: Any) -> None:
    search = _command(commands, "search", "mencari kata di seluruh bukti")
    search.add_argument("text", metavar="KATA", help='kata; "di antara tanda kutip" berurutan')
    _add_top(search, 50)
    suggest = _command(commands, "suggest", "mengurutkan pasal sebuah berkas untuk satu indikator")
    suggest.add_argument("file", metavar="BERKAS", type=Path, help="berkas .pdf .docx .txt")
    suggest.add_argument(
        "--indicator", metavar="NOMOR", type=int, required=True, help="nomor indikator"
    )
    _add_top(suggest, 10)


def _add_top(parser: ArgumentParser, most: int) -> None:
    parser.add_argument(
        "--top",
        metavar="BANYAK",
        type=_count,
        default=most,
        help=f"paling banyak sekian (bawaan {most})",
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError(f'"{text}" bukan bilangan bulat mulai dari 1')
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    """Numbers and ranges of them: ``1-10,21``."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if not all(end.isascii() and end.isdigit() for end in (first, last or first)):
            raise ArgumentTypeError(f'"{text}" bukan nomor indikator seperti 1-10,21')
        found.update(range(int(first), min(int(last or first), _MOST_NUMBER) + 1))
    if not found:
        raise ArgumentTypeError(f'"{text}" tidak memuat satu nomor pun')
    return tuple(sorted(found))


def _side(text: str) -> Side:
    if text not in set(Side):
        raise ArgumentTypeError(f"{text} bukan di antara ours, theirs")
    return Side(text)


def _kind(text: str) -> InstitutionKind:
    """A kind of institution by its name here or by what people call it."""
    from assessment.domain.words import INSTITUTION_KINDS

    wanted = text.strip().casefold()
    for kind, name in INSTITUTION_KINDS.items():
        if wanted in (kind.value, name.casefold()):
            return kind
    raise ArgumentTypeError(f"{text} bukan di antara {_listed(INSTITUTION_KINDS)}")


def _listed(kinds: Iterable[InstitutionKind]) -> str:
    return ", ".join(kinds)
