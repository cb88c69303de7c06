"""Work over many cases, in the background: runs taken from the database, done by several processes.

`Foreman` takes a run, has a crew do its cases, and writes down what came of them. Whatever happens to it,
what is left to do stands in the database for the next one.
"""

from workflow_app.work.crew import Alone, Crew, Processes
from workflow_app.work.foreman import Foreman, Outcome, work_on
from workflow_app.work.proving import prove_all

__all__ = ["Alone", "Crew", "Foreman", "Outcome", "Processes", "prove_all", "work_on"]
