"""A need followed without an account."""
