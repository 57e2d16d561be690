"""The pages of ``docs/reference``, computed from what the code declares."""
