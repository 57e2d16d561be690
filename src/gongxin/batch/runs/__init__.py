"""Runs of batch work over the lake: its units, what of them is done, and where results lie.

A unit is one month of one item. What a run found in an item lies in one folder of its own,
``lake/runs/<kind>/<item>/run-<number>``; beside it ``units.json`` says of every month that is done
from what, and in which run's folder its results are. Rows of a month in any other folder are stale;
a folder that no month has its results in is removed. A unit whose files, catalogue entry and code
did not change is not done again; a run that was killed goes on where it was.
"""
