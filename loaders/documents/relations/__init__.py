"""What a document says of two of them (关系识别)."""
