"""The pages of the office, one concern a module."""
