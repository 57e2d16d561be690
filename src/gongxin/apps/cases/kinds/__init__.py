"""What each kind of case is: its states, its steps, who may take them, and which terms they start.

One file a kind, holding one :class:`~gongxin.apps.cases.kinds.kind.Kind` and nothing that acts;
:mod:`~gongxin.apps.cases.kinds.registry` lists them all.
"""
