"""The pipeline (导入流程): from files to the graph, and a report of every statement and fault."""

from loaders.pipeline.loading import Correct, Progress, load

__all__ = ["Correct", "Progress", "load"]
