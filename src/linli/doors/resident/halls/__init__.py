"""Halls as residents meet them: opinions, motions, meetings, results; no account."""
