"""One file a rule: its table of situations decided by hand."""
