"""How fast Gongxin is beside other tools, measured in one run: ``python -m bench``."""
