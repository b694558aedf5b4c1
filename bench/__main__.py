"""All benchmarks, one after the other: ``python -m bench``."""

from bench import load, questions

load.main()
questions.main()
