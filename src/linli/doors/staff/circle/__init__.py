"""The 15-minute circle of a community (practices.md B1): services, reach on foot, gaps, where one more would help, the map for the wall."""
