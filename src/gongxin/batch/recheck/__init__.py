"""Checking again what lies in the lake: the faults that ``gongxin check`` would find, at scale.

Items that have much the same columns are read as one table
(:mod:`~gongxin.batch.recheck.readings`). Every row is asked whether it may hold a fault, by
conditions that no faulty row can pass and that cost little more than to read it
(:mod:`~gongxin.batch.recheck.doubts`). The few rows left, of many items together, lie in one table,
whose cells are asked what the checks ask (:mod:`~gongxin.batch.recheck.pool`). *Verdicts* then read
the cells that take longer to judge (dates, amounts, codes) as the checks do, each distinct value
once.
"""
