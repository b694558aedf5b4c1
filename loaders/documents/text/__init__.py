"""From the characters of a file to numbered sections and sentences (文本整理)."""
