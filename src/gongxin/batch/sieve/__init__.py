"""The lines of a delimited file that may hold a fault, told from the bytes: the others need not be read.

:mod:`~gongxin.batch.sieve.automata` says what is plain in a column, :mod:`~gongxin.batch.sieve.forms`
in which columns of an item, :mod:`~gongxin.batch.sieve.machine` adds what varies from file to file,
``kernel/`` goes through the bytes and :mod:`~gongxin.batch.sieve.sift` through the file. What is
wrong with a line, and whether anything is, is for the checks to say.
"""
