"""The database engine of the settings: Django's PostgreSQL, with fewer questions whether it is there."""
