"""Which organisation a row is about where no good code says so, for whole tables.

``parts`` takes columns of names apart, ``scoring`` says how likely two names are one
organisation's, ``candidates`` finds the few organisations worth scoring for each row, and ``lake``
does the stages one after the other on a lake. Everything is an Ibis expression.
"""
