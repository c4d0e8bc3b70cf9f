"""The helper at the door of an activity."""
