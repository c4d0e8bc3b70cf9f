"""Reads about residents and the registers they came from."""
