"""Deeds of venues and activities."""
