"""The 15-minute circle (standards.zh.md §10): what is within reach on foot of which home, and where a new service would help most. No Django."""
