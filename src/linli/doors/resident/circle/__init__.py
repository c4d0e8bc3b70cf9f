"""The services near home, for anybody."""
