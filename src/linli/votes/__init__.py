"""Votes that hold: a roll, one ballot a person, a count that anybody may repeat."""
