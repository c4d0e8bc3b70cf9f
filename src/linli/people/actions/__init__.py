"""Writes about residents; one deed a file."""
