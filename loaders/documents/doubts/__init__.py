"""What a document probably misprints (存疑提示)."""
