"""Checking an answer before it is sent (practices.md E3: 件件有答复): advice to the writer, never a score of a person."""
