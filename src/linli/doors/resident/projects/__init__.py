"""Projects without an account: the public list, one project, following and rating it."""
