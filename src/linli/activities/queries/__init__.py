"""Reads of venues and activities: frozen pages, in a fixed number of statements."""
