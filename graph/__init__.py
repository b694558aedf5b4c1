"""What is asserted and why (图谱): model, evidence, Cypher, engines and responsibility rules."""
