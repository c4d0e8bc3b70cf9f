"""Votes for everybody: what is asked, one's ballot, the result, and the means to recount it."""
