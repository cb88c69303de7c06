"""Whether the routine is covered: each clause with what realises it, and what shows that."""
