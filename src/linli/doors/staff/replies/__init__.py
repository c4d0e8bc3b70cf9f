"""Checking an answer before it is sent."""
