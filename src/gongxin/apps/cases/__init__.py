"""Cases: repair, objection, and every other matter that has steps, deadlines and an answer.

**The core.** ``kinds/`` declares each kind as data (states, steps, who, which term it starts);
``workflow`` walks it (row lock, version, deadline, event, act, audit entry, notice, marks on the
records); ``law/cases.py`` with ``packs/*/cases/*.yaml`` says how long each term is. Reads are in
``queries`` and ``figures``, papers in ``papers``, what others are told in ``outbox``.

**Adding a kind.** (1) ``kinds/<kind>.py``: a ``Kind`` with states and steps; list it in
``kinds/registry.py``. Every state that is not final needs a step out of it and a deadline: a step
into it has ``due`` ``start`` (with a ``term``), ``extend``, ``given`` (the action passes ``due_on``)
or ``keep``. (2) ``packs/national/cases/<kind>.yaml`` with the terms, each with ``verified``.
(3) The kinds of its acts in ``records.models.Act.Kind`` (``<kind>_<done>``), with a migration.
(4) One action a verb in ``actions/<verb>_<kind>.py``: inside ``@transaction.atomic`` call
``workflow.open_case`` or ``workflow.advance``, then do what the step means (stop a record, write to
the outbox). (5) Name the action in ``dispatch.py``, so that API and command offer it. The machine
tests in ``tests/apps/cases`` walk every kind in the registry, the new one included.

**Reading** (all raise NotFound where the reader has no role in the case)::

    queries.case_for(reader, number) -> CaseView            # records, timeline, papers, steps
    queries.cases_for(reader, CaseFilters(kind=, state=, department=, subject=, open=, overdue=,
                      text=, record=), page=1, size=20) -> CasePage   # also: organisation's own
    figures.overdue_by_department(user) -> [OverdueCount]   # credit office
    figures.median_days(user, kind="") -> [StepDays]        # working days by step
    eligibility.repairable(subject, uids=None) -> [Eligibility]  # which records, from when, why not
    papers.open_paper(reader, paper_id) -> (CasePaper, bytes)

**Acting** (keyword-only; ``version`` is the ``CaseView.line.version`` that was looked at; a stale
one raises Conflict, which says who decided what when)::

    file_repair(user=, subject_code=, uids=[], statement="", signed=False, proofs=[Upload],
                references=[]) -> Filed(filing, cases, refused)
    accept_repair(officer=, number=, version=None)
    refuse_repair(officer=, number=, reason_code="", reason="", version=None)
    extend_case(officer=, number=, reason_code="", reason="", version=None)     # either kind
    grant_repair(officer=, number=, reason="", version=None)
    decline_repair(officer=, number=, reason_code="", reason="", version=None)
    revoke_repair(officer=, number=, reason_code="", reason="", version=None)   # false papers
    withdraw_case(user=, number=, reason="", version=None)                      # by the applicant
    add_paper(user=, number=, kind="proof", upload=None, reference="")
    send_message(user=, number=, text=)
    file_objection(user=, subject_code=, ground=, statement=, uid=None, contested="")
    uphold_objection(officer=, number=, outcome="corrected"|"removed"|"upheld", reason=, told=[],
                     changes={}, version=None)
    reject_objection(officer=, number=, reason_code="", reason="", version=None)
    quash_decision(officer=, uid=, reason=, document=)      # quashed on review or in court
    shield_records(officer=, number=, until=None, reason="", version=None)      # ends by itself
    prolong_shielding(officer=, number=, due_on=, reason_code="", reason="", version=None)
    end_shielding(officer=, number=, outcome="completed"|"lifted", reason=)     # before its last day
    receive_repair_result(department=, pushed=Pushed(…, record=UUID | RecordKey), officer=None)
"""
