"""The preferences of the person at this machine, as a small JSON file."""

import json
import logging
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from assessment.domain.errors import storage_error
from assessment.domain.identity import Role
from assessment.domain.preferences import Letterhead, Preferences

_LOG = logging.getLogger(__name__)
THEMES = ("auto", "light", "dark", "contrast")
_LEAST_SCALE, _MOST_SCALE = 0.5, 3.0


class PreferencesFile:
    """Preferences in one file; see `assessment.services.ports.PreferencesStore`."""

    def __init__(self, path: Path) -> None:
        """Remember the file; it is read when it is asked for."""
        self._path = path
        self._kept: Preferences | None = None

    def load(self) -> Preferences:
        """What was set; defaults where nothing was.

        A file that cannot be read is put aside, never overwritten.
        """
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def save(self, preferences: Preferences) -> None:
        """Keep them.

        Raises:
            StorageError: the file cannot be written; the old one stays.
        """
        entries = asdict(preferences)
        logo = preferences.letterhead.logo
        entries["letterhead"]["logo"] = None if logo is None else str(logo)
        draft = self._path.with_suffix(".sebagian")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            raise storage_error(error, self._path) from error
        self._kept = preferences

    def _read(self) -> Preferences:
        try:
            return _parsed(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, TypeError, AttributeError):
            _LOG.warning("settings put aside: %s", self._path, exc_info=True)
            with suppress(OSError):  # where it cannot be moved, saving will say so
                self._path.replace(self._path.with_suffix(".rusak.json"))
            return Preferences()


def _parsed(entries: dict[str, Any]) -> Preferences:
    """The preferences in the file; entries of another version of the program are left out.

    Raises:
        ValueError: a value is none that the program could have written.
    """
    known = {field.name for field in fields(Preferences)}
    kept = {name: value for name, value in entries.items() if name in known}
    letterhead = dict(kept.get("letterhead", {}))
    logo = letterhead.pop("logo", None)
    kept["letterhead"] = Letterhead(**letterhead, logo=Path(logo) if logo else None)
    kept["role"] = Role(kept.get("role", Role.MEMBER))
    found = Preferences(**kept)
    words = (found.person, found.theme, *letterhead.values(), *dict(found.layout).values())
    if not all(isinstance(word, str) for word in words) or found.theme not in THEMES:
        raise ValueError(words)
    if not _LEAST_SCALE <= found.text_scale <= _MOST_SCALE:
        raise ValueError(found.text_scale)
    return found
