"""Reads of the alliance, one file a page."""
