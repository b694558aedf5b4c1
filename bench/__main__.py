"""All benchmarks, one after the other: ``python -m bench``."""

from bench import load, questions, survey

load.main()
questions.main()
survey.main()
