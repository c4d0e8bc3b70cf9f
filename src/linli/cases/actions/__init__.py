"""Writes, one deed a file."""
