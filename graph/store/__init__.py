"""The store (存储): engines behind one port, and the writer that keeps both clocks."""
