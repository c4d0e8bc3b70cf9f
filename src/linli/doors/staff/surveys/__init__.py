"""The staff's pages of surveys, the question bank and registered forms."""
