"""The map: one component for every page, the places map, the officer's own map and its sheet."""
