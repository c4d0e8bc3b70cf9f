"""Writes of the room: one deed per file."""
