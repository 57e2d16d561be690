"""The pages in English: ``python -m gongxin.locale`` keeps it complete."""
