"""Questions, surveys, their counting and registered forms, decided in plain Python."""
