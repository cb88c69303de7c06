"""Forms as pages: from a form, what stands in it and what is wrong, to what the templates render."""
