"""Start SPBE Desktop."""

import sys

from spbe_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
