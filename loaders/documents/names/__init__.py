"""Who and what a document names (实体识别)."""
