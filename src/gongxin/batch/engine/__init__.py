"""The engines that whole-table work runs on: DuckDB in this process, or a Spark cluster.

Work is written once as Ibis expressions. :mod:`~gongxin.batch.engine.dialect` turns them into the
SQL of either engine, a :class:`~gongxin.batch.engine.session.Session` runs it: DuckDB's in
:mod:`~gongxin.batch.engine.process`, Spark's in :mod:`~gongxin.batch.engine.spark`. Only the
operations in :mod:`~gongxin.batch.engine.operations` may be used, because only these are known to
answer alike on both.
"""

from gongxin.batch.engine.process import file_literal, literal, open_engine, quoted

__all__ = ["file_literal", "literal", "open_engine", "quoted"]
