"""Venues, programmes, activities with their sign-ups, fairs."""
