"""Surveys without an account: what may be answered, answering, what was found."""
