"""Reads of votes."""
