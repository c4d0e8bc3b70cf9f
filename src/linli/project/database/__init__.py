"""Django's PostgreSQL backend, made to keep rows with their street (foundations.md, the shape for scale)."""
