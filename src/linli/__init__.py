"""Linli 邻里: grassroots grid governance, from a resident's words to a rated answer."""
