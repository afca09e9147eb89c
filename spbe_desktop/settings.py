"""The preferences of the person at this machine, as a small JSON file."""

import json
import logging
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from assessment.domain.errors import storage_error
from assessment.domain.preferences import Letterhead, Preferences

_LOG = logging.getLogger(__name__)


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
            if self._path.is_file():
                self._path.replace(self._path.with_suffix(".rusak.json"))
            return Preferences()


def _parsed(entries: dict[str, Any]) -> Preferences:
    known = {field.name for field in fields(Preferences)}
    letterhead = dict(entries.get("letterhead", {}))
    if letterhead.get("logo"):
        letterhead["logo"] = Path(letterhead["logo"])
    kept = {name: value for name, value in entries.items() if name in known}
    return Preferences(**{**kept, "letterhead": Letterhead(**letterhead)})
