"""Reads: each page asks once and gets everything it shows, in a fixed number of statements."""
