"""Documents as they come from anywhere, made on the spot."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str, *, head: str = "") -> Path:
    """A Word document with that body of WordprocessingML."""
    content = f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", content)
    return path


def paragraph(*runs: str) -> str:
    """A paragraph of those runs."""
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def many_pages(path: Path, count: int) -> Path:
    """A PDF of that many pages, all of which share one content: quick to make."""
    text = b"BT /F1 12 Tf 72 720 Td (Pasal 1) Tj ET"
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<</F1 %s>>>>>>" % (count, kids, font),
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        *[page] * count,
    ]
    return _written(path, objects)


def bomb(path: Path, megabytes: int) -> Path:
    """A PDF whose one page unpacks to a thousand times its size, over and over."""
    import zlib

    packed = zlib.compress(b"0 0 m " * (megabytes * 180_000), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%s]>>" % (b"3 0 R " * 50),
    ]
    return _written(path, objects)


def far_signs(path: Path) -> Path:
    """A PDF whose text layer holds a letter beyond 16 bits."""
    shown = b"BT /F 12 Tf 72 700 Td (layanan A baik) Tj ET"
    meant = b"1 beginbfchar <41> <D835DD38> endbfchar"
    spaces = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %s endcmap" % meant
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 7 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(spaces), spaces),
        b"<</Font<</F 5 0 R>>>>",
    ]
    return _written(path, objects)


def _written(path: Path, objects: Sequence[bytes]) -> Path:
    content = bytearray(b"%PDF-1.7\n")
    places = []
    for number, entry in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, entry)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n" % (len(objects) + 1, table)
    path.write_bytes(content + b"%%EOF")
    return path
