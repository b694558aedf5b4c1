"""GraphQL types (类型): nouns come from the model, answers are written by hand."""
