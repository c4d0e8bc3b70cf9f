"""Deeds of surveys and registered forms."""
