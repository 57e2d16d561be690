"""公信 Gongxin: credit oversight of organisations, in the open."""

__version__ = "0.1.0"
