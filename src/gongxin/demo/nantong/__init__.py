"""A fictional city at the size of a real one: its catalogue and its lake, with planted faults.

The catalogue is a pack of 590 items that the law loader reads; the lake holds up to 210 million rows
over 18 months, made by the batch engine from row numbers alone, so that each item can be made again
by itself and always comes out the same. Every organisation carries the region 3299.. that no real
one has. What was planted lies under ``lake/truth``.
"""
