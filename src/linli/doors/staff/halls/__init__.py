"""Halls at a desk: opinions, motions, meetings, minutes."""
