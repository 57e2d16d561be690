"""Identifiers of organisations: judged cell by cell here, whole columns at a time in ``batch``.

Both use the tables of :mod:`gongxin.core.identifiers.constants`, so they cannot disagree.
"""
