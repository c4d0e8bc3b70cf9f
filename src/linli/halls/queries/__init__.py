"""Reads of halls, one file a page."""
