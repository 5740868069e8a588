"""One file a figure: its question, caption, alt text, drawing and data."""
