"""The half-month analyses: listed, read, written, issued, printed, taken along."""
