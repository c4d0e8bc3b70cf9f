"""The staff's pages of the alliance: members, advisers, joint meetings, paired households."""
