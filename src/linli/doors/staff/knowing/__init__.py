"""What is known of the grids (practices.md C3, D1): walk days, what nobody has looked at, the four clarities."""
