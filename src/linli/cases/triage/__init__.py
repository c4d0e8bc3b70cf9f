"""What kind of matter somebody's words are about: a suggestion with its reason, never a decision."""
