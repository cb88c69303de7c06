"""Forms: what they ask, how answers are read, checked and shown."""
