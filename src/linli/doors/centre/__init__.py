"""The governance centre's pages: what is overdue where."""
