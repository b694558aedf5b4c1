"""How a sentence is built (语法分析): words, clauses, predicates, what they point back to."""
