"""An invented instrument of an earlier time: other domains, weights, level names and grades."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

NAME = "spbe-terdahulu"

# Domain, weight; its aspects: name, weight of one indicator, how many.
_DOMAINS = (
    (
        "Kebijakan Terdahulu",
        "17.5",
        (("Kebijakan Tata Kelola", "1.1", 7), ("Kebijakan Layanan", "0.98", 10)),
    ),
    (
        "Tata Kelola Terdahulu",
        "27.5",
        (("Kelembagaan", "3.75", 2), ("Strategi", "4", 2), ("Teknologi", "4", 3)),
    ),
    ("Layanan Terdahulu", "55", (("Layanan Administrasi", "5", 7), ("Layanan Publik", "5", 4))),
)
_PROCESS = ("Rintisan", "Terkelola", "Terstandar", "Terpadu", "Optimum")
_SERVICE = ("Informasi", "Interaksi", "Transaksi", "Kolaborasi", "Optimum")
_STAGES = (("self", "Penilaian Mandiri", "Tim"), ("document", "Penilaian Dokumen", "Asesor"))
_GRADES = (("Istimewa", "4.25"), ("Unggul", "3.4"), ("Cukup", "2.5"), ("Dasar", "1"))


def make_instrument(folder: Path, name: str = NAME, years: tuple[int, int] = (2018, 2020)) -> Path:
    """Write the instrument into a folder of instruments: 3 domains, 7 aspects, 35 indicators."""
    target = folder / name
    target.mkdir(parents=True)
    lines = [
        f'id = "{name}"',
        'title = "Instrumen SPBE Terdahulu"',
        'regulation = "Peraturan Rekaan Nomor 5 Tahun 2018"',
        f"valid_years = [{years[0]}, {years[1]}]",
        "minimum_level = 1",
        "maximum_level = 5",
        "target_level = 3",
        'target_index = "2.5"',
        *_structure(target),
    ]
    for kind, words, names in (("process", "Proses", _PROCESS), ("service", "Layanan", _SERVICE)):
        meanings = [f"Arti {level}." for level in names]
        lines += [f"[capability.{kind}]", f'name = "{words}"']
        lines += [f"levels = {json.dumps(names)}", f"meanings = {json.dumps(meanings)}"]
    for grade, least in _GRADES:
        lines += ["[[grade]]", f'name = "{grade}"', f'minimum = "{least}"']
    for stage, words, actor in _STAGES:
        lines += ["[[stage]]", f'id = "{stage}"', f'name = "{words}"', f'actor = "{actor}"']
        lines += [f"inherits = {json.dumps(stage != 'self')}", "optional = false"]
    (target / "instrument.toml").write_text("\n".join(lines), encoding="utf-8")
    return target


def _structure(target: Path) -> Iterator[str]:
    """Domains and aspects; each aspect gets its file of indicators."""
    aspect, indicator = 0, 0
    for number, (title, weight, aspects) in enumerate(_DOMAINS, start=1):
        yield f'[[domain]]\nnumber = {number}\nname = "{title}"\nweight = "{weight}"'
        kind = "service" if number == len(_DOMAINS) else "process"
        for words, each, count in aspects:
            aspect += 1
            first, indicator = indicator + 1, indicator + count
            yield f'[[domain.aspect]]\nnumber = {aspect}\nname = "{words}"\ncapability = "{kind}"'
            yield f'weight = "{_product(each, count)}"\nindicator_weight = "{each}"'
            yield f'indicators = [{first}, {indicator}]\nfile = "aspect-{aspect}.toml"'
            texts = "\n".join(_indicator(one, words) for one in range(first, indicator + 1))
            (target / f"aspect-{aspect}.toml").write_text(texts, encoding="utf-8")


def _product(each: str, count: int) -> str:
    return f"{(Decimal(each) * count).normalize():f}"


def _indicator(number: int, aspect: str) -> str:
    lines = [
        "[[indicator]]",
        f"number = {number}",
        f'name = "Tingkat {aspect} ke-{number} pada instrumen terdahulu"',
        f'short_name = "{aspect} {number}"',
        f'question = "Bagaimana {aspect.lower()} ke-{number} dijalankan?"',
        f'explanation = "Uraian rekaan butir {number}."',
        "legal_basis = []",
        f'keywords = ["{aspect.lower()}"]',
        "questions = []",
    ]
    for level in range(1, 6):
        conditions = [] if level == 1 else [f"Syarat {number}.{level} terpenuhi."]
        lines += [
            "[[indicator.level]]",
            f"level = {level}",
            f'summary = "Keadaan {number}.{level}."',
            f"conditions = {json.dumps(conditions)}",
            f"evidence = {json.dumps([f'Dokumen {number}.{level}'])}",
        ]
    return "\n".join(lines)
