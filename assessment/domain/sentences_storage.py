"""What a person reads when the disk, or what lies on it, does not do what it should."""

from assessment.domain.errors import StorageProblem
from assessment.domain.file_errors import TargetError


def storage_words(problem: StorageProblem) -> tuple[str, str]:
    """Title and text about the workspace, or a file in it."""
    match problem:
        case StorageProblem.BUSY:
            return "Ruang kerja sedang dipakai", (
                "sedang dipakai program lain. Perubahan terakhir belum tersimpan; yang sebelumnya"
                " aman. Tutup program itu, lalu ulangi."
            )
        case StorageProblem.READ_ONLY:
            return "Tidak boleh menulis", (
                "tidak boleh ditulis. Perubahan terakhir belum tersimpan; yang sebelumnya aman."
                " Periksa hak tulis folder itu, atau pilih tempat lain."
            )
        case StorageProblem.FULL:
            return "Disk penuh", (
                "disk penuh. Perubahan terakhir belum tersimpan; yang sebelumnya aman, dan berkas"
                " lama tetap utuh. Kosongkan ruang atau pilih disk lain, lalu ulangi."
            )
        case StorageProblem.UNREADABLE:
            return "Tidak dapat dibaca atau ditulis", (
                "tidak dapat dibaca atau ditulis. Yang sudah tersimpan tidak diubah. Periksa apakah"
                " disk terpasang dan folder itu ada, lalu ulangi."
            )
        case _:
            return _workspace_words(problem)


def _workspace_words(problem: StorageProblem) -> tuple[str, str]:
    match problem:
        case StorageProblem.CORRUPT:
            return "Ruang kerja rusak", (
                "isinya rusak, sehingga program berhenti menulis ke sana. Jangan hapus folder itu;"
                " cadangan ada di folder backups ruang kerja."
            )
        case StorageProblem.NEWER:
            return "Ruang kerja versi baru", (
                "dibuat oleh versi program yang lebih baru. Tidak ada yang diubah; perbarui program"
                " ini, lalu buka lagi."
            )
        case StorageProblem.NOT_A_WORKSPACE:
            return "Bukan ruang kerja", (
                "bukan ruang kerja SPBE Desktop. Tidak ada yang diubah; pilih folder lain atau"
                " folder yang masih kosong."
            )
        case _:
            return "Perubahan bertabrakan", (
                "isian ini sudah berubah sejak dibuka. Perubahan terakhir belum tersimpan; yang"
                " sebelumnya aman. Buka lagi halaman ini, lalu ulangi."
            )


def target_words(error: TargetError) -> tuple[str, str]:
    """Title and text about a file or folder that a person asked for."""
    match error.problem:
        case StorageProblem.FULL:
            title, text = "Disk penuh", "disk penuh. Kosongkan ruang atau pilih disk lain"
        case StorageProblem.READ_ONLY | StorageProblem.BUSY:
            title, text = (
                "Tidak boleh menulis",
                (
                    "tidak boleh ditulis. Tutup berkas itu bila sedang terbuka di program lain,"
                    " periksa hak tulis foldernya, atau pilih tempat lain"
                ),
            )
        case _:
            title, text = (
                "Tidak dapat ditulis",
                (
                    f"tidak dapat ditulis. Periksa apakah folder {error.path.parent} ada dan belum"
                    f" berisi folder bernama {error.path.name}, atau pilih tempat lain"
                ),
            )
    return title, f"{error.path}: {text}, lalu ulangi. Penilaian tetap tersimpan."
