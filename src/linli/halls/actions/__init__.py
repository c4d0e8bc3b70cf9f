"""Deeds in halls, one a file."""
