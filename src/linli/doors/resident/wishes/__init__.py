"""Wishes without an account: to wish, to follow, to read what is wished for, to claim."""
