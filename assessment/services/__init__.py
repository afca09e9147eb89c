"""Use cases: what a person can do, without knowing how it is stored or drawn."""
