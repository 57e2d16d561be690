"""The fictional city 公信市: organisations, departments and their files, all of them invented."""
