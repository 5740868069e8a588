"""One file a table: its question, caption and rows."""
