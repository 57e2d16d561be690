"""The audit trail, and the log of who looked at whose file.

Here live the entries that every action writes (:mod:`actions.write_entry`), and the readings of
credit files by departments (:mod:`actions.log_reading`) with what an organisation may know of them
(:mod:`readings`). Nothing here is ever changed or deleted; the database refuses it.
"""
