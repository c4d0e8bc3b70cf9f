"""Volunteers, teams, calls for help, hours, the time bank and trainings: the pages of those who keep them."""
