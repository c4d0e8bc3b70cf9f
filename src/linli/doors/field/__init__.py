"""The pages of those who are out and about: officers, captains, 片长, departments, property firms. A phone comes first."""
