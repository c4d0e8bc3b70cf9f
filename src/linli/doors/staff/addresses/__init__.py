"""Addresses: what people call places, how many matters found theirs, and registers bound to homes."""
