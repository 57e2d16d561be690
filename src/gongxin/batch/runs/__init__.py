"""Runs of batch work over the lake: its units, what of them is done, and where results lie.

A unit is one month of one item. Results lie in ``lake/runs/<kind>/<item>/month=<YYYY-MM>``; beside
them ``units.json`` says from what they were made. A unit whose files, catalogue entry and code did
not change is not done again; a run that was killed goes on where it was.
"""
