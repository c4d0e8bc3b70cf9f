"""Halls where residents deliberate: motion, agenda, meeting, minutes, resolution."""
