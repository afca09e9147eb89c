import pytest

from assessment.documents.suggesting import ArticleSuggester

PAGES = (
    (
        "BAB I\nKETENTUAN UMUM\nPasal 1\nDalam Peraturan Wali Kota ini yang dimaksud dengan SPBE "
        "adalah penyelenggaraan pemerintahan yang memanfaatkan teknologi.\nPasal 2\n"
        "(1) Wali Kota menetapkan Tim Koordinasi SPBE.\n"
        "(2) Tim Koordinasi SPBE bertugas mengarahkan dan meman-\ntau penerapan SPBE."
    ),
    (
        "(3) Tim Koordinasi SPBE melaporkan hasilnya setiap tahun kepada Wali Kota.\n"
        "Pasal 3\nPeraturan ini mulai berlaku pada tanggal diundangkan."
    ),
)


@pytest.mark.parametrize(
    ("page", "text", "article"),
    [
        (1, "bertugas mengarahkan dan memantau penerapan SPBE", "Pasal 2 ayat (2)"),
        (1, "(2) Tim Koordinasi SPBE bertugas mengarahkan", "Pasal 2 ayat (2)"),
        (2, "Tim Koordinasi SPBE melaporkan hasilnya setiap tahun", "Pasal 2 ayat (3)"),
        (2, "mulai berlaku pada tanggal", "Pasal 3"),
        (1, "kata yang tidak ada di sini sama sekali", ""),
        (2, "", ""),
        (9, "mulai berlaku pada tanggal", ""),
    ],
)
def test_words_know_their_article(page: int, text: str, article: str) -> None:
    assert ArticleSuggester().article_at(PAGES, page, text) == article


def test_without_text_there_is_no_article() -> None:
    assert ArticleSuggester().article_at((), 1, "Pasal 1") == ""
