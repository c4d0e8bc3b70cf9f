"""Registered forms and surveys: one question bank with fixed wordings, answers that can be compared."""
