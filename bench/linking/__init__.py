"""Labelled pairs of organisation names, made from invented organisations, and what ties them best.

``python -m bench.linking.pairs`` writes ``pairs.csv.gz``; the generator knows nothing of the
scorer that is measured with it. A pair is labelled "same" only where a person could tell so from
the names alone: a spelling that fits a second organisation of the same invented country is left
out, and so is a wrong character in a trade name of two.
"""
