"""A family of reports shaped like official results: each seed draws another layout and defects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from assessment.domain.scoring import Score, half_up, score
from indicators.outline import Outline

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ACROSS, HIGH = 595.0, 842.0
YEAR = 2024
_LINE = 11.0
Mark = tuple[float, float, str, float]
"""Left, base, words, size."""


@dataclass(frozen=True)
class Sample:
    """A report: the levels that its table shows, and what was done to it."""

    path: Path
    levels: dict[int, int]
    whole: bool  # nothing in it is wrong, so that nothing keeps it from being read
    traits: tuple[str, ...]


@dataclass
class _Drawn:
    """What the dice gave."""

    dice: Random
    outline: Outline
    levels: dict[int, int]
    earlier: dict[int, int]
    traits: list[str] = field(default_factory=list)
    whole: bool = True

    def is_(self, trait: str, chance: float) -> bool:
        if self.dice.random() < chance:
            self.traits.append(trait)
            return True
        return False

    def broken(self, trait: str, chance: float) -> bool:
        if self.is_(trait, chance):
            self.whole = False
            return True
        return False

    def indicator(self) -> int:
        return self.dice.choice(self.outline.numbers)


def family_report(path: Path, outline: Outline, seed: int) -> Sample:
    """The report of a seed."""
    from reportlab.pdfgen.canvas import Canvas

    dice = Random(seed)  # noqa: S311
    most = outline.maximum_level
    usual = dice.choice(((1, 1, 2, 2, 3, 3, 4, 5), (1, 1, 1, 1, 1, 1, 1, 2, 3)))
    levels = {number: min(most, dice.choice(usual)) for number in outline.numbers}
    earlier = {number: dice.randint(1, most) for number in outline.numbers}
    drawn = _Drawn(dice, outline, levels, earlier)
    canvas = Canvas(str(path), invariant=True, pageCompression=0)
    for words, down in (
        ("LAPORAN HASIL EVALUASI", 40),
        ("SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK", 70),
        (f"TAHUN {YEAR}", 100),
    ):
        canvas.drawString(60, HIGH - down, words)
    canvas.showPage()
    _figures(canvas, drawn)
    shown = _Table(canvas, drawn).draw()
    canvas.save()
    return Sample(path, shown, drawn.whole, tuple(drawn.traits))


def _figures(canvas: "Canvas", drawn: _Drawn) -> None:
    """The page of indices, of one year or two, in either order."""
    dice, outline = drawn.dice, drawn.outline
    point = "." if drawn.is_("points", 0.3) else ","
    own, before = score(outline, drawn.levels), score(outline, drawn.earlier)

    def text(value: Fraction) -> str:
        return f"{half_up(value)}".replace(".", point)

    grade = own.grade_rounded.name if dice.random() < 0.3 else own.grade.name
    canvas.drawString(500, HIGH - 42, text(own.index))
    canvas.drawString(495, HIGH - 62, f"({grade})")
    canvas.drawString(40, HIGH - 52, "INDEKS SPBE - PEMERINTAH KABUPATEN NUSA DAMAI")
    canvas.drawString(200, HIGH - 100, "Nilai Indeks SPBE, Domain, dan Aspek")
    canvas.drawString(200, HIGH - 130, "Nama Indeks")
    years = [(YEAR, own)]
    if drawn.is_("two years of indices", 0.4):
        years.append((YEAR - 1, before))
        dice.shuffle(years)
    wrong = drawn.dice.randrange(13) if drawn.broken("wrong index", 0.08) else -1
    for place, (year, standing) in enumerate(years):
        left = 430 + 70 * place
        canvas.drawString(left, HIGH - 130, str(year))
        for row, (name, value) in enumerate(_indices(standing)):
            base = HIGH - 160 - 22 * row
            if place == 0:
                canvas.drawString(60, base + 3, name)
            off = Fraction(1, 100) if row == wrong and year == YEAR else Fraction(0)
            canvas.drawString(left, base, text(value + off))
    canvas.showPage()


def _indices(standing: Score) -> list[tuple[str, Fraction]]:
    rows = [("SPBE", standing.index)]
    for domain in standing.domains:
        rows.append((f"Domain {domain.domain.short_name}", domain.index))
        rows += [(entry.aspect.short_name, entry.index) for entry in domain.aspects]
    return rows


@dataclass(frozen=True)
class _Column:
    title: str
    left: float
    cell: Callable[[int], str]
    own: bool = False


class _Table:
    """Lays the rows out from top to bottom and draws each page when it is full."""

    def __init__(self, canvas: "Canvas", drawn: _Drawn) -> None:
        self._canvas = canvas
        self._drawn = drawn
        dice = drawn.dice
        self._turned = dice.choice((90, 270)) if drawn.is_("turned pages", 0.12) else 0
        self._drift = dice.uniform(-9, 9) if drawn.is_("drift", 0.35) else 0.0
        self._wobble = dice.uniform(0, 2.5) if drawn.is_("wobble", 0.3) else 0.0
        self._pad = dice.choice((4.0, 6.0, 10.0))
        self._per_line = dice.choice((34, 48, 70))
        self._middle = drawn.is_("numbers in the middle", 0.4)
        self._level_end = dice.choice(("top", "middle", "foot"))
        drawn.traits.append(f"levels at {self._level_end}")
        self._heads_again = drawn.is_("heads again", 0.5)
        self._page_number = dice.choice((None, 300.0, 530.0, 60.0))
        drawn.traits.append(f"page number at {self._page_number}")
        self._subtitles = drawn.is_("subtitles", 0.3)
        self._subtitle_values = self._subtitles and drawn.is_("subtitles with indices", 0.5)
        self._scattered = drawn.is_("scattered", 0.4)
        self._dot = "." if drawn.is_("numbers with dots", 0.25) else ""
        self._strays = drawn.broken("stray digits", 0.1)
        self._tiny = drawn.broken("superscripts", 0.08)
        self._footnote = drawn.is_("footnote", 0.25)
        self._split = drawn.is_("rows over pages", 0.3)
        self._foot = 60.0
        self._shown = dict(drawn.levels)
        self._printed = self._cells()
        self._columns = self._choose_columns()
        self._marks: list[Mark] = []
        self._page = 5
        self._base = 0.0

    def _cells(self) -> dict[int, str]:
        """What stands in the column of the year, with what is wrong there."""
        drawn, dice, shown = self._drawn, self._drawn.dice, self._shown
        if drawn.broken("swapped cells", 0.08):
            first, second = drawn.indicator(), drawn.indicator()
            shown[first], shown[second] = shown[second], shown[first]
        if drawn.broken("another level", 0.06):
            shown[drawn.indicator()] = dice.randint(1, drawn.outline.maximum_level)
        tail = dice.choice(("", "", "", ",0", ".00"))
        printed = {number: f"{level}{tail}" for number, level in shown.items()}
        for trait, words in (("no level", ""), ("dash", "-"), ("word", "tiga"), ("six", "6")):
            if drawn.broken(trait, 0.06):
                number = drawn.indicator()
                printed[number] = words
                shown.pop(number, None)
        return printed

    def _choose_columns(self) -> list[_Column]:
        drawn, dice = self._drawn, self._drawn.dice
        printed = self._printed
        made: list[tuple[str, Callable[[int], str], bool]] = [
            (dice.choice(("2024", "Tahun 2024", "Nilai 2024")), printed.__getitem__, True)
        ]
        if drawn.is_("two years", 0.45):
            made.append(("2023", lambda number: str(drawn.earlier[number]), False))
            dice.shuffle(made)
        if drawn.is_("weights", 0.25):
            outline = drawn.outline
            weights = {
                number: f"{outline.aspect_of(number).indicator_weight}".replace(".", ",")
                for number in outline.numbers
            }
            made.insert(dice.randint(0, len(made)), ("Bobot", weights.__getitem__, False))
        if drawn.is_("own scores", 0.12):
            title = dice.choice(("Mandiri", "Mandiri 2024"))
            cell = {number: str(dice.randint(1, 5)) for number in drawn.outline.numbers}
            made.insert(dice.randint(0, len(made)), (title, cell.__getitem__, False))
        if drawn.is_("differences", 0.1):
            cell = {
                number: str(abs(level - drawn.earlier[number]))
                for number, level in drawn.levels.items()
            }
            made.insert(dice.randint(0, len(made)), ("Selisih", cell.__getitem__, False))
        if drawn.is_("targets", 0.2):
            title = dice.choice(("Target", "Target 2024"))
            drawn.traits.append(title)
            made.insert(dice.randint(0, len(made)), (title, lambda _number: "3", False))
        width = 55.0
        start = ACROSS - 20 - width * len(made)
        return [
            _Column(title, start + width * place + 20, cell, own)
            for place, (title, cell, own) in enumerate(made)
        ]

    def draw(self) -> dict[int, int]:
        """Draw the table; gives the levels that it shows."""
        drawn, outline = self._drawn, self._drawn.outline
        gone = {drawn.indicator()} if drawn.broken("row gone", 0.06) else set()
        unnumbered = drawn.indicator() if drawn.broken("number gone", 0.04) else 0
        self._begin(titled=True)
        for aspect in outline.aspects:
            if self._subtitles:
                self._subtitle(aspect.number, aspect.name)
            for number in aspect.indicators:
                if number in gone:
                    self._shown.pop(number, None)
                else:
                    self._row(number, numbered=number != unnumbered)
        if self._footnote:
            left = drawn.dice.choice((60.0, self._columns[-1].left - 8))
            self._put(left, self._base, drawn.dice.choice(("1) Sementara", "3", "*) 2 revisi")))
        self._end()
        if unnumbered:
            self._shown.pop(unnumbered, None)
        return self._shown

    def _begin(self, *, titled: bool) -> None:
        self._base = HIGH - 60
        if not titled:
            return
        if self._page == 5:
            self._put(150, HIGH - 30, "Perolehan Nilai Tingkat Kematangan Indikator")
        self._put(52, self._base, "No")
        self._put(200, self._base, "Indikator")
        for column in self._columns:
            first, _, second = column.title.rpartition(" ")
            self._put(column.left - 12, self._base + 6, first)
            self._put(column.left - 10, self._base - 6, second)
        self._base -= 24

    def _end(self) -> None:
        if self._page_number is not None:
            self._put(self._page_number, 25, str(self._page))
        if self._scattered:
            self._drawn.dice.shuffle(self._marks)
        canvas = self._canvas
        if self._turned:
            canvas.setPageSize((HIGH, ACROSS))
            canvas.setPageRotation(self._turned)
            if self._turned == 90:
                canvas.translate(HIGH, 0)
                canvas.rotate(90)
            else:
                canvas.translate(0, ACROSS)
                canvas.rotate(-90)
        for left, base, words, size in self._marks:
            canvas.setFontSize(size)
            canvas.drawString(left, base, words)
        canvas.showPage()
        self._marks = []
        self._page += 1

    def _put(self, left: float, base: float, words: str, size: float = 9) -> None:
        if not words:
            return
        if self._scattered:  # word by word, so that their order can be lost
            for word in words.split():
                self._marks.append((left, base, word, size))
                left += 5.2 * len(word) + 4
        else:
            self._marks.append((left, base, words, size))

    def _turn_page(self) -> None:
        self._end()
        self._begin(titled=self._heads_again)

    def _subtitle(self, number: int, name: str) -> None:
        if self._base < self._foot + 30:
            self._turn_page()
        sign = self._drawn.dice.choice((chr(64 + number), "", str(number)))
        self._put(57, self._base, sign)
        self._put(84, self._base, name)
        if self._subtitle_values:
            index = score(self._drawn.outline, self._drawn.levels).aspects[number - 1].index
            self._put(self._own().left - 5, self._base, f"{half_up(index)}".replace(".", ","))
        self._base -= _LINE + self._pad

    def _own(self) -> _Column:
        return next(column for column in self._columns if column.own)

    def _row(self, number: int, *, numbered: bool) -> None:
        dice = self._drawn.dice
        lines = _wrapped(_name(number), self._per_line)
        height = _LINE * len(lines)
        if self._base - height < self._foot and not self._split:
            self._turn_page()
        top, low = self._base, self._base - height + _LINE
        at = {"top": top, "foot": low, "middle": (top + low) / 2}
        if numbered:
            base = (at["middle"] if self._middle else top) - self._drift
            self._put(60 - 3 * (number > 9), base, f"{number}{self._dot}")
        for column in self._columns:
            base = at[self._level_end] + dice.uniform(-self._wobble, self._wobble)
            words = column.cell(number)
            self._put(column.left, base, words)
            if self._tiny and column.own and words and dice.random() < 0.1:
                self._put(column.left + 7, base + 4, "1", 5)
        if self._strays and dice.random() < 0.05:
            self._put(self._own().left + dice.uniform(-6, 6), top - dice.uniform(0, 14), "3")
        for line in lines:
            if self._base < self._foot:
                self._turn_page()
            self._put(84, self._base, line)
            self._base -= _LINE
        self._base -= self._pad


def _name(number: int) -> str:
    long = " Instansi Pusat/Pemerintah Daerah" if number % 3 == 0 else ""
    return f"Tingkat Kematangan Layanan{long} Sektor {number % 4}"


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def wrong_levels(sample: Sample, read: Mapping[int, int], confirmed: frozenset[int]) -> set[int]:
    """The indicators whose level nobody would look at although the table says another."""
    return {
        number
        for number, level in read.items()
        if number not in confirmed and sample.levels.get(number) != level
    }
