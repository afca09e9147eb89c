"""Base components every page is built from."""
