"""The commands on documents: search in all of them, suggestions from one."""

from argparse import Namespace
from fractions import Fraction
from typing import Any

from assessment.domain.formatting import decimal_text
from assessment.domain.passages import Hit, Marks, Suggestion
from assessment.domain.scoring import half_up
from assessment.services.workbench import Workbench

_DIGITS = 4  # of a score


def found(bench: Workbench, arguments: Namespace) -> tuple[dict[str, Any], str]:
    """The pages of all evidence that answer a search, as data and as text."""
    bench.search.index_missing()
    hits = bench.search.find(arguments.text, limit=arguments.top)
    data = {
        "hits": [
            {
                "document": hit.document.name,
                "sha256": hit.document.sha256,
                "page": hit.page,
                "text": hit.text,
                "marks": [list(mark) for mark in hit.marks],
            }
            for hit in hits
        ]
    }
    return data, "\n\n".join(map(_hit_text, hits)) or "Tidak ditemukan."


def suggested(bench: Workbench, arguments: Namespace) -> tuple[list[dict[str, Any]], str, str]:
    """The articles of a file that speak to an indicator, as data and as text."""
    ranked = bench.search.suggest_in(arguments.file, arguments.indicator, top=arguments.top)
    data = [
        {
            "rank": one.rank,
            "article": one.article,
            "page": one.page,
            "score": round(one.score, _DIGITS),
            "quote": one.quote,
        }
        for one in ranked
    ]
    unsure = "Berkas ini tampaknya tidak mengatur indikator itu; periksa sendiri."
    remark = "" if any(one.likely for one in ranked) else unsure
    return data, "\n\n".join(map(_suggestion_text, ranked)), remark


def _hit_text(hit: Hit) -> str:
    return f"{hit.document.name}, hlm. {hit.page}\n  {_marked(hit.text, hit.marks)}"


def _suggestion_text(one: Suggestion) -> str:
    place = ", ".join(part for part in (one.annex, _article(one), f"hlm. {one.page}") if part)
    score = decimal_text(half_up(Fraction(one.score)))
    return f"{one.rank}. {place} (nilai {score})\n   {_marked(one.quote, one.marks)}"


def _article(one: Suggestion) -> str:
    return " ".join(part for part in (one.article, one.clause) if part)


def _marked(text: str, marks: Marks) -> str:
    """The text with its marked words between stars."""
    for start, end in reversed(marks):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text
