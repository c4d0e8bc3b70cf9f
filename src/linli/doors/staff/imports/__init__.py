"""Ledgers come in: a file, its columns, what would arrive, then the rows with their progress and what is to correct."""
