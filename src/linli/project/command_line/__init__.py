"""The command line `./linli`: one file per command."""
