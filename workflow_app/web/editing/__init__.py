"""What the editors of a revision need from the server: words, text of files, imports, presence."""
