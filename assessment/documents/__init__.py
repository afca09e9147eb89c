"""Evidence files: where they are kept and what can be told about them."""
