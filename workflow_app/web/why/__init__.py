"""Answers to "why?" in words: dates, choices, tasks and messages of a case."""

from workflow_app.web.why.answer import Answer
from workflow_app.web.why.asking import Question, Speaker, ask
from workflow_app.web.why.listing import List, listing

__all__ = ["Answer", "List", "Question", "Speaker", "ask", "listing"]
