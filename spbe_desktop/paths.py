"""Where a person's workspace, settings and log lie unless she says otherwise."""

from pathlib import Path

from platformdirs import PlatformDirs

_FOLDERS = PlatformDirs("spbe-desktop", appauthor=False, roaming=False)


def default_workspace() -> Path:
    """The workspace in the person's data folder."""
    return Path(_FOLDERS.user_data_dir) / "ruang-kerja"


def preferences_file() -> Path:
    """The settings of the person on this machine."""
    return Path(_FOLDERS.user_config_dir) / "pengaturan.toml"


def log_file() -> Path:
    """The program's log; it holds no texts of an assessment."""
    return Path(_FOLDERS.user_log_dir) / "spbe-desktop.log"
