"""Everything an assessor does, without a window."""
