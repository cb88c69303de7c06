"""What is shown and handed to the resident: the same document as a page and as a tagged PDF."""
