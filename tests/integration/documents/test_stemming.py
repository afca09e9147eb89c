import pytest

from assessment.documents.stemming import stem


@pytest.mark.parametrize(
    "forms",
    [
        "pembangunan membangun dibangun bangun",
        "pengelolaan mengelola pengelola",
        "penyusunan menyusun disusun",
        "pelaksanaan melaksanakan dilaksanakan laksana",
        "pengembangan mengembangkan dikembangkan",
        "pengetahuan",
        "keterpaduan terpadu",
        "integrasi terintegrasi diintegrasikan",
        "layanan pelayanan layanannya",
        "koordinasi dikoordinasikan mengoordinasikan berkoordinasi",
        "pemanfaatan memanfaatkan dimanfaatkan",
    ],
)
def test_forms_of_a_word_share_their_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("risiko", "rencana"), ("pengetahuan", "perubahan"), ("data", "dana"), ("audit", "aset"),
     ("layanan", "lainnya"), ("pembangunan", "pengembangan")],
)  # fmt: skip
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "di", "spbe", "10a", "2024", "peta"])
def test_short_words_and_numbers_stay(word: str) -> None:
    assert stem(word) == word
