"""Volunteers without an account: to register, to take a call, to see one's hours and coins, to leave."""
