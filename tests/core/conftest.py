"""Settings of the property tests."""

from hypothesis import settings

# Tables are loaded by whichever example comes first, on machines of any speed.
settings.register_profile("gongxin", deadline=None)
settings.load_profile("gongxin")
