"""The example as it is written down in the resources, read into plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rtoml

import resources
from assessment.documents.samples import Sample
from assessment.domain.identity import InstitutionKind
from assessment.domain.plain import ticks_from_text
from assessment.domain.preferences import Letterhead, Preferences
from assessment.domain.records import DocumentKind, Tick

_FILE = Path(resources.__file__).parent / "demo" / "kota-nusa-damai.toml"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that can be cited."""

    article: str
    page: str
    quote: str


@dataclass(frozen=True, slots=True)
class Script:
    """An invented document: what it holds, what it is, and what can be cited from it."""

    sample: Sample
    particulars: Mapping[str, Any]
    passages: Mapping[str, Passage]


@dataclass(frozen=True, slots=True)
class Cite:
    """A document at an indicator: a passage of it (none when empty) and what it proves."""

    passage: str
    level: int | None
    condition: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """The answer to one indicator; ``ticks`` is None where the level's own conditions are met."""

    indicator: int
    level: int | None
    unit: str
    target: int | None
    texts: Mapping[str, str]
    ticks: frozenset[Tick] | None
    evidence: Mapping[str, tuple[Cite, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    """The whole example: an institution, its documents, this year and the year before.

    ``preferences`` are those of who works on it; ``people`` are the particulars of the assessment.
    """

    preferences: Preferences
    institution: str
    kind: InstitutionKind
    people: Mapping[str, Any]
    year: int
    last_year: int
    last_fact: str
    last_levels: tuple[int, ...]
    scripts: Mapping[str, Script]
    lines: tuple[Line, ...]


def load_story() -> Story:
    """The example; its last line is the indicator that work goes on with."""
    entries = rtoml.loads(_FILE.read_text(encoding="utf-8"))
    templates = {entry["id"]: entry for entry in entries["template"]}
    last, this = entries["last_year"], entries["this_year"]
    lines = sorted(
        map(_line, entries["answer"]), key=lambda line: line.indicator == this["continue_at"]
    )
    people = ("coordinator", "responsible", "team", "recommendation")
    return Story(
        preferences=Preferences(entries["person"], letterhead=Letterhead(**entries["letterhead"])),
        institution=entries["institution"],
        kind=InstitutionKind(entries["kind"]),
        people={name: entries[name] for name in people},
        year=this["year"],
        last_year=last["year"],
        last_fact=last["fact"],
        last_levels=tuple(last["levels"]),
        scripts={entry["id"]: _script(entry, templates) for entry in entries["document"]},
        lines=tuple(lines),
    )


def _script(entry: Mapping[str, Any], templates: Mapping[str, Mapping[str, Any]]) -> Script:
    source = templates[entry["template"]] if "template" in entry else entry
    words = entry.get("fill")

    def filled(text: str) -> str:
        return text.format_map(words) if words else text

    passages = {
        name: Passage(found["article"], str(found["page"]), filled(found["quote"]))
        for name, found in source.get("passages", {}).items()
    }
    particulars = {
        name: entry[name]
        for name in ("number", "year", "about", "issued", "issuer")
        if name in entry
    }
    return Script(
        sample=Sample(entry["file"], tuple(filled(page) for page in source["pages"])),
        particulars=particulars | {"kind": DocumentKind(entry["kind"])},
        passages=passages,
    )


def _line(entry: Mapping[str, Any]) -> Line:
    return Line(
        indicator=entry["indicator"],
        level=entry.get("level"),
        unit=entry["unit"],
        target=entry.get("target"),
        texts={name: entry[name] for name in ("fact", "analysis", "notes") if name in entry},
        ticks=ticks_from_text(entry["ticks"]) if "ticks" in entry else None,
        evidence={
            found["document"]: tuple(_cites(found["cites"])) for found in entry.get("evidence", ())
        },
    )


def _cites(entries: list[str]) -> Iterator[Cite]:
    """Each is the name of a passage, with the condition that it proves: ``team 2.1``."""
    for entry in entries:
        passage, _, proved = entry.partition(" ")
        ticks = sorted(ticks_from_text(proved))
        level, condition = ticks[0] if ticks else (None, None)
        yield Cite(passage, level, condition)
