"""Reminders: what follows from dates alone, one source a file.

A source is a function that takes the legal day and yields :class:`~reminder.Reminder` values with
keys that are the same each time it is asked, so that nobody is reminded twice of one date.
"""
