"""Names of institutions, however lists, reports and people write them."""

import re

_SHORT = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "kem": "kementerian",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "pemprov": "provinsi",
}


def name_key(name: str) -> str:
    """A name without what lists write differently: ``Pemerintah Kab. X`` is ``Kabupaten X``."""
    words = re.sub(r"\W+", " ", name.casefold()).split()
    if words[:2] == ["pemerintah", "daerah"]:
        del words[0]
    if words[:1] in (["pemerintah"], ["daerah"]) and len(words) > 1:
        del words[0]
    return " ".join(_SHORT.get(word, word) for word in words)
