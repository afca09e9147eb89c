"""Start SPBE Desktop."""

import sys

if __name__ == "__main__":
    # One frozen executable is both the program and its reader of pages.
    if sys.argv[1:2] == ["--read-pages"]:
        from assessment.documents.page_reader import main as read_pages

        sys.exit(read_pages(sys.argv[2:]))
    from spbe_desktop.cli import main

    sys.exit(main())
