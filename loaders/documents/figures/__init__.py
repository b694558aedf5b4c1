"""What a document counts (计数事实)."""
