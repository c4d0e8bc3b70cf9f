"""Where something came from, what came out of it, and what may be made of it: one panel for every room."""
