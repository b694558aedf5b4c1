"""All benchmarks, one after the other: ``python -m bench``; or one: ``python -m bench load …``."""

import sys

from bench import beside, crowd, documents, load, pages, propagation, questions, survey, thousand

if sys.argv[1:2] == ["load"]:
    load.main(sys.argv[2:])
else:
    beside.main()
    crowd.main()
    documents.main()
    load.main()
    pages.main()
    propagation.main()
    questions.main()
    survey.main()
    thousand.main()
