"""A receipt as a QR code, for taking it along with a telephone."""

from io import BytesIO

_QUIET = 4  # modules of white around it, as the standard asks


def receipt_code(text: str) -> bytes:
    """The text as a QR code: a picture in SVG, black on white."""
    import segno

    content = BytesIO()
    code = segno.make_qr(text, error="m", encoding="utf-8", eci=False)
    code.save(content, kind="svg", border=_QUIET, light="#fff", xmldecl=False, omitsize=True)
    return content.getvalue()
