"""Deeds of the alliance: wishes, member units, pledges."""
