"""The staff's pages of the needs list and of matching it with the resource list."""
