"""When messages are about the same problem of the same place: plain decisions without a database (practices.md E3)."""
