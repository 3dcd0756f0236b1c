"""How the whole grows with the number of articles: time, memory and the file. Measures no quality."""
