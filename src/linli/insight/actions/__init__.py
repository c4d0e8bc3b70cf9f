"""What is done with reports, one deed a file."""
