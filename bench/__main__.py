"""All benchmarks, one after the other: ``python -m bench``."""

from bench import documents, load, questions, survey, thousand

documents.main()
load.main()
questions.main()
survey.main()
thousand.main()
