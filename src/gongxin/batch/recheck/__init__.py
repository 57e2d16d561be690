"""Checking again what lies in the lake: the faults that ``gongxin check`` would find, at scale.

Two steps. A *sieve* reads every row of an item once and takes out the cells that may be at fault:
for most checks it asks the check itself, which is cheap; for dates, amounts and codes, which take
longer to read, it asks something cheap that no faulty cell can pass
(:mod:`~gongxin.batch.recheck.candidates`). *Verdicts* then read the few cells so found as the
checks do, for many items together and each distinct value once. Codes are few against the rows, so
the sieve compares them with the faulty ones among the distinct codes of many items.
"""
