"""Activities and venues without an account: the menu, signing up, one's own sign-up, wishes, rooms."""
