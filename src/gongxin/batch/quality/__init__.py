"""Quality of data, measured: each measure one portable table expression over counted tables.

``tables`` says the shape of what is measured, ``registry`` lists the measures, ``run`` computes them,
``lake_counts`` makes the tables from a lake. A measure answers a numerator and a denominator for
every item, department, district and month, so that any coarser figure is pooled by count: the sum
of numerators over the sum of denominators.
"""
