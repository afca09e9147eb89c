"""The one lock that everybody holds who calls PDFium."""

import threading

PDFIUM = threading.Lock()
"""PDFium is not safe from several threads at once: two calls together end the process."""
