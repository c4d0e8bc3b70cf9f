"""The parts of `embedded_postgres`: who runs it, its programs, its folder, its settings, its process."""
