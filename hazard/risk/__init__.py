"""Risk (风险): how often and how many, against what the law accepts."""
