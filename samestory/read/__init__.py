"""Document to Article with its marks: text, language, published, sentences, names, times, numbers."""
