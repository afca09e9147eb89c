"""The instrument: what is asked, how it is weighted, what each level demands."""
