"""Cypher (查询语句): hand-written questions by name, and compiled selections."""

from graph.cypher.clock import expand, holds
from graph.cypher.library import Question, question, questions

__all__ = ["Question", "expand", "holds", "question", "questions"]
