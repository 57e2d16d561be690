"""Notices: what someone has to be told, in the office and by e-mail.

Here live the notices themselves (:mod:`models`), how one is sent and read (:mod:`actions`), how
they are listed (:mod:`queries`), their way to the mail server (:mod:`mailing`), and the reminders
that follow from dates alone (:mod:`reminding`). A notice is addressed to one department, one
organisation or one person, links to the page where something can be done, and is sent once however
often it is asked for. It decides nothing: deadlines and windows are dates where they belong.
"""
