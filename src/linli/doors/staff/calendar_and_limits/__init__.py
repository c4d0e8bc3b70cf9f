"""The work calendar, office hours, and the kinds of matter with their limits."""
