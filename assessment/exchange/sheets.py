"""The sheets that people fill in, and the criteria they look up."""

from datetime import date

from assessment.domain.dossier import Evidence
from assessment.domain.formatting import date_text
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF
from assessment.domain.records import Citation
from assessment.domain.stages import noted_stage
from assessment.domain.words import (
    CYCLES,
    INSTITUTION_KINDS,
    STATES,
    document_title,
)
from assessment.exchange import layout
from assessment.exchange.layout import FIRST_ROW, HEADER_ROW, Column, SheetName
from assessment.exchange.page import Choice, Formula, Page, Value
from assessment.exchange.summary import SUBTITLE, final_aspect_index
from indicators.outline import Outline

_FIRST_DAY = date(1900, 3, 1)  # spreadsheets disagree about the days before


def identity_page(handover: Handover) -> Page:
    """Who is assessed, by whom, and when."""
    assessment = handover.dossier.assessment
    outline = handover.instrument.outline
    page = Page(SheetName.IDENTITY, (28, 84), landscape=False)
    page.title("Identitas", outline.title)
    rows: tuple[tuple[str, Value, str], ...] = (
        (layout.INSTITUTION, assessment.institution, "own_value"),
        (layout.KIND, INSTITUTION_KINDS[assessment.kind], "own_value"),
        (layout.YEAR, assessment.year, "value_grey"),
        (layout.CYCLE, CYCLES[assessment.cycle], "own_value"),
        (layout.INSTRUMENT, outline.title, "value_grey"),
        (layout.COORDINATOR, assessment.coordinator, "own_value"),
        (layout.RESPONSIBLE, assessment.responsible, "own_value"),
        (layout.TEAM, assessment.team, "own_value"),
        (layout.EXPORTED, handover.now.date(), "date_grey"),
    )
    for row, (label, value, style) in enumerate(rows, start=FIRST_ROW):
        page.put(row, 1, label, "label")
        page.put(row, 2, value, style)
        match label:
            case layout.KIND:
                page.choices.append(_words_choice(page, row, tuple(INSTITUTION_KINDS.values())))
            case layout.CYCLE:
                page.choices.append(_words_choice(page, row, tuple(CYCLES.values())))
            case _:
                pass
    page.fit_heights(range(FIRST_ROW, FIRST_ROW + len(rows)), line=15.0, least=22.0)
    return page


def _words_choice(page: Page, row: int, words: tuple[str, ...]) -> Choice:
    return Choice(page.area(2, row, row), words, "Pilih salah satu dari daftar.")


def answers_page(handover: Handover) -> Page:
    """One row for each indicator with what every stage says about it."""
    outline, dossier = handover.instrument.outline, handover.dossier
    columns = layout.answer_columns(outline)
    page = _table(
        SheetName.ANSWERS, columns, "Penilaian",
        "Biru: diisi instansi. Hijau: diisi asesor. Abu-abu: keterangan.",
    )  # fmt: skip
    page.frozen_columns = [column.header for column in columns].index(layout.INDICATOR) + 1
    for row, number in enumerate(outline.numbers, start=FIRST_ROW):
        domain, aspect = outline.domain_of(number), outline.aspect_of(number)
        known: dict[str, tuple[Value, str]] = {
            layout.NUMBER: (number, "number_grey"),
            "Domain": (domain.short_name, "text_grey"),
            layout.ASPECT: (aspect.short_name, "text_grey"),
            layout.INDICATOR: (handover.instrument.indicator(number).short_name, "text_grey"),
            "Bobot (%)": (aspect.indicator_weight, "weight_grey"),
            layout.STATUS: (STATES[dossier.answer(number).state], "text_grey"),
        }
        for position, column in enumerate(columns, start=1):
            if column.field:
                value = getattr(dossier.answer(number, column.stage), column.field)
                page.put(row, position, value, _answer_style(column))
            elif column.header == layout.FINAL:
                page.put(row, position, Formula(f"={_latest(columns, row)}"), "final")
            else:
                page.put(row, position, *known[column.header])
    last = FIRST_ROW + len(outline.numbers) - 1
    page.fit_heights(range(FIRST_ROW, last + 1), least=31.0)
    for position, column in enumerate(columns, start=1):
        if column.field in {"level", "target"}:
            page.choices.append(_level_choice(page.area(position, FIRST_ROW, last), outline))
        if column.field == "level" or column.header == layout.FINAL:
            page.level_areas.append(page.area(position, FIRST_ROW, last))
    return page


def _answer_style(column: Column) -> str:
    who = "own" if column.stage == SELF else "their"
    if column.field == "target":
        return "own_number"
    return f"{who}_level" if column.field == "level" else f"{who}_text"


def _latest(columns: tuple[Column, ...], row: int) -> str:
    """The level of the latest stage that has one, as a formula without the equals sign."""
    text = '""'
    for position, column in enumerate(columns, start=1):
        if column.field == "level":
            cell = f"{layout.column_letter(position)}{row}"
            text = f'IF({cell}<>"",{cell},{text})'
    return text


def _level_choice(area: str, outline: Outline) -> Choice:
    first, last = outline.minimum_level, outline.maximum_level
    options = tuple(str(level) for level in outline.levels)
    return Choice(area, options, f"Isi tingkat {first} sampai {last}, atau kosongkan.")


def evidence_page(handover: Handover) -> Page:
    """One row for each citation, and one for each document that is not cited yet."""
    outline, dossier = handover.instrument.outline, handover.dossier
    page = _table(
        SheetName.EVIDENCE, layout.EVIDENCE_COLUMNS, "Bukti",
        "Satu baris untuk satu rujukan; urutan syarat ada di lembar Kriteria.",
    )  # fmt: skip
    row = HEADER_ROW
    for number in outline.numbers:
        for evidence in dossier.evidence(number):
            title = document_title(evidence.document)
            for citation in evidence.citations or (None,):
                row += 1
                _put_citation(page, row, evidence, citation)
                page.put(row, 4, title, "text_grey")
    page.fit_heights(range(FIRST_ROW, row + 1))
    last = max(row, FIRST_ROW)
    page.choices.append(_level_choice(page.area(2, FIRST_ROW, last), outline))
    page.level_areas.append(page.area(2, FIRST_ROW, last))
    return page


def _put_citation(page: Page, row: int, evidence: Evidence, citation: Citation | None) -> None:
    document = evidence.document
    page.put(row, 1, evidence.attachment.indicator, "own_number")
    page.put(row, 2, citation.level if citation else None, "own_level")
    page.put(row, 3, citation.condition if citation else None, "own_number")
    page.put(row, 5, document.number, "own_text")
    page.put(row, 6, _day(document.issued), "own_date")
    page.put(row, 7, citation.article if citation else "", "own_text")
    page.put(row, 8, citation.page if citation else "", "own_text")
    page.put(row, 9, citation.quote if citation else "", "own_text")
    page.put(row, 10, f"{evidence.label}.{document.name}", "text_grey")
    page.put(row, 11, document.sha256, "file_grey")


def _day(day: date | None) -> Value:
    return date_text(day) if day is not None and day < _FIRST_DAY else day


def aspects_page(handover: Handover) -> Page:
    """Strengths and weaknesses of each aspect at the stage going on; the one recommendation."""
    outline, dossier = handover.instrument.outline, handover.dossier
    stage = noted_stage(outline, dossier)
    columns = (
        Column(layout.NUMBER, 5),
        Column(layout.ASPECT, 34),
        Column("Indeks Akhir", 9),
        Column(layout.STRENGTHS, 56),
        Column(layout.WEAKNESSES, 56),
    )
    page = _table(SheetName.ASPECTS, columns, "Kesimpulan per Aspek", f"Tahap: {stage.name}")
    page.filtered = False
    for row, aspect in enumerate(outline.aspects, start=FIRST_ROW):
        note = dossier.aspect_note(aspect.number, stage.id)
        page.put(row, 1, aspect.number, "number_grey")
        page.put(row, 2, aspect.name, "text_grey")
        page.put(row, 3, final_aspect_index(outline, aspect.number), "index_grey")
        page.put(row, 4, note.strengths, "their_text")
        page.put(row, 5, note.weaknesses, "their_text")
    row = FIRST_ROW + len(outline.aspects) + 1
    page.put(row, 2, layout.RECOMMENDATION, "label")
    page.put(row, 4, dossier.assessment.recommendation, "their_text")
    page.put(row, 5, None, "their_text")
    page.fit_heights(range(FIRST_ROW, row + 1), least=48.0)
    page.heights[row - 1] = 12.0
    page.merged.append(f"D{row}:E{row}")
    return page


def criteria_page(handover: Handover) -> Page:
    """The instrument for reference."""
    outline = handover.instrument.outline
    columns = (
        Column(layout.NUMBER, 5),
        Column(layout.INDICATOR, 26),
        Column("Tingkat", 8),
        Column("Nama Tingkat", 14),
        Column("Kriteria", 44),
        Column("Syarat", 50),
        Column("Bukti Dukung", 50),
        Column("Catatan", 50),
    )
    page = _table(SheetName.CRITERIA, columns, "Kriteria", outline.regulation)
    page.protected = True
    page.frozen_columns = 3
    row = HEADER_ROW
    for indicator in handover.instrument.indicators:
        for entry in indicator.levels:
            row += 1
            page.put(row, 1, indicator.number, "number_grey")
            page.put(row, 2, indicator.short_name, "text_grey")
            page.put(row, 3, entry.level, "final")
            page.put(row, 4, outline.level_name(indicator.number, entry.level), "text")
            page.put(row, 5, entry.summary, "text")
            conditions = enumerate(entry.conditions, start=1)
            page.put(row, 6, "\n".join(f"{at}. {text}" for at, text in conditions), "text")
            page.put(row, 7, "\n".join(f"• {text}" for text in entry.evidence), "text")
            page.put(row, 8, entry.note, "text")
    page.level_areas.append(page.area(3, FIRST_ROW, row))
    page.fit_heights(range(FIRST_ROW, row + 1))
    return page


def _table(name: SheetName, columns: tuple[Column, ...], title: str, hint: str) -> Page:
    widths = tuple(column.width for column in columns)
    page = Page(name, widths, header_row=HEADER_ROW, filtered=True)
    page.title(title, SUBTITLE, hint)
    for position, column in enumerate(columns, start=1):
        page.put(HEADER_ROW, position, column.header, "header")
    page.heights[HEADER_ROW] = 32.0
    return page
