"""The command line: opens the window, or does one thing and says what came of it."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from indicators.errors import SpbeError
from spbe_desktop.logs import logging_to
from spbe_desktop.paths import log_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    Arguments = Namespace | SimpleNamespace

_LOG = logging.getLogger(__name__)
_REFUSED = 1
_INTERRUPTED = 130  # as shells count it: 128 + SIGINT


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status: 0 done, 1 refused, 2 wrong usage."""
    _accept_any_console()
    try:
        arguments = _parsed(sys.argv[1:] if argv is None else argv)
    except SystemExit as ended:  # help was shown, or usage was wrong
        return int(ended.code or 0)
    with logging_to(log_file()):
        return _status(arguments)


def _parsed(words: Sequence[str]) -> Arguments:
    """What was typed; whoever only wants the window need not wait for the parser."""
    match words:
        case []:
            return SimpleNamespace(command=None, workspace=None)
        case ["--workspace", folder] if not folder.startswith("-"):
            return SimpleNamespace(command=None, workspace=Path(folder))
    from spbe_desktop.cli_parser import build_parser

    return build_parser().parse_args(words)


def _status(arguments: Arguments) -> int:
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except SpbeError as error:
        _LOG.warning("%s refused: %s", arguments.command, type(error).__name__)
        explain(error)
        return _REFUSED
    except BrokenPipeError:
        # Whoever read the output has seen enough; the interpreter must not flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _REFUSED
    except KeyboardInterrupt:
        print("Dibatalkan. Yang sudah tersimpan tetap aman.", file=sys.stderr)
        return _INTERRUPTED
    except Exception:  # noqa: BLE001 - whatever nobody expected becomes one message
        _LOG.exception("unexpected failure")
        print(f"Kesalahan program. Catatan lengkap: {log_file()}", file=sys.stderr)
        return _REFUSED
    return status


def _run(arguments: Arguments) -> int:
    if isinstance(arguments, SimpleNamespace) or arguments.command is None:
        # Starting makes many objects and hardly any garbage; the collector is on again once the
        # window stands.
        gc.disable()
        from spbe_desktop.cli_window import open_window

        return open_window(arguments.workspace)
    import json

    from spbe_desktop.cli_commands import answer

    reply = answer(arguments)
    if arguments.as_json:
        print(json.dumps(reply.data, indent=1))
    else:
        print(reply.text)
        if reply.remark:
            print(reply.remark, file=sys.stderr)
    return reply.status


def explain(error: SpbeError) -> None:
    """Say on the error stream what went wrong and what to do."""
    from assessment.domain.sentences import describe

    sentence = describe(error)
    print(f"{sentence.title}\n{sentence.text}", file=sys.stderr)


def _accept_any_console() -> None:
    """Print a question mark where the console lacks a letter, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
