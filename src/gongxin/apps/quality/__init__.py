"""Quality of the data that departments report, in the open.

Here live the ledgers of decisions that departments upload, the rows that wait for correction and
when they were corrected, the counts of each submission, the monthly figures that are computed from
them by :mod:`gongxin.batch.quality`, and the bulletins that the credit office publishes.
"""
