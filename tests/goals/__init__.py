"""One file a goal: its table of situations decided by hand."""
