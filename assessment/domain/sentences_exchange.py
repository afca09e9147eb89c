"""What a person reads when work that is handed over was refused: title and text of each error."""

from functools import singledispatch

from assessment.domain.errors import (
    AnswerLockedError,
    NoteMissingError,
    NotHandedInError,
    ReasonMissingError,
    StageFinalError,
    StageIncompleteError,
)
from assessment.domain.formatting import list_text
from assessment.domain.words import STATES, stage_name
from indicators.errors import SpbeError


@singledispatch
def title_and_text(error: SpbeError) -> tuple[str, str]:
    """The title and the text of an error."""
    raise TypeError(f"no sentence for {type(error).__name__}")


@title_and_text.register
def _(error: AnswerLockedError) -> tuple[str, str]:
    return "Jawaban terkunci", (
        f"Indikator {error.number} sudah {STATES[error.state].lower()}, sehingga jawaban, bukti,"
        " dan rujukannya tidak dapat diubah. Tidak ada yang diubah; kembalikan jawaban itu dengan"
        " catatan, lalu ubah."
    )


@title_and_text.register
def _(error: NotHandedInError) -> tuple[str, str]:
    return "Jawaban belum diajukan", (
        f"Jawaban indikator {error.number} berstatus {STATES[error.state]}. Hanya jawaban yang"
        " diajukan yang dapat disetujui atau dikembalikan. Tidak ada yang diubah; ajukan jawaban"
        " itu dahulu."
    )


@title_and_text.register
def _(_error: NoteMissingError) -> tuple[str, str]:
    return "Catatan masih kosong", (
        "Jawaban belum dikembalikan dan tidak ada yang diubah. Tulis dahulu apa yang perlu"
        " diperbaiki."
    )


@title_and_text.register
def _(error: StageFinalError) -> tuple[str, str]:
    return "Tahap sudah final", (
        f"{stage_name(error.stage)} sudah ditetapkan final dan hanya dapat dibaca. Tidak ada yang"
        " diubah; buka kembali tahap itu dengan alasan, lalu ulangi."
    )


@title_and_text.register
def _(error: StageIncompleteError) -> tuple[str, str]:
    name = stage_name(error.stage)
    if not error.numbers:
        return "Tahap sebelumnya belum final", (
            f"{name} belum ditetapkan final. Tidak ada yang diubah; tetapkan tahap itu dahulu."
        )
    return "Tahap belum lengkap", (
        f"{name} belum dapat ditetapkan final: indikator {list_text(error.numbers)} belum terisi"
        " atau belum disetujui. Tidak ada yang diubah; lengkapi dahulu, lalu ulangi."
    )


@title_and_text.register
def _(error: ReasonMissingError) -> tuple[str, str]:
    return "Alasan masih kosong", (
        f"{stage_name(error.stage)} tetap final dan tidak ada yang diubah. Tulis alasan membukanya"
        " kembali."
    )
