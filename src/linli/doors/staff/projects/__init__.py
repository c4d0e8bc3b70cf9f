"""The staff's pages of the project list."""
