"""Reads of surveys and registered forms, one file a page."""
