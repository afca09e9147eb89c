"""What a person sees; the only package that knows Qt."""

import builtins
import importlib

# Once imported, PySide6 reads the source of every further module to see whether it wants other
# names for Qt's methods. Nobody here does, and it would be a tenth of the start.
_plain = builtins.__import__
importlib.import_module("PySide6.QtCore")
builtins.__import__ = _plain
