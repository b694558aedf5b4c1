"""From a source file to the graph (导入): read, parse, resolve, write."""
