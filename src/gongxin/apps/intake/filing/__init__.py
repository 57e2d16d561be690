"""Filing accepted rows: set by set, in the one transaction that also finishes the submission."""
