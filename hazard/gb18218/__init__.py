"""GB 18218-2018 (危险化学品重大危险源辨识): its tables as data, and the ways to look things up."""
