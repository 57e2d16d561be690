"""The forms that start a case: what each kind asks, and which action it becomes.

Repair and objection have pages of their own; the other kinds share one template.
"""
