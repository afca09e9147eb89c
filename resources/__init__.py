"""Data the program ships: instruments, themes, fonts, icons, translations."""
