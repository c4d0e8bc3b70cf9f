"""Votes at the desk: prepare, publish the roll, print, take ballots, count, declare."""
