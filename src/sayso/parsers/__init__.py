"""The language model behind one module: text in, words, sentences, names and vectors out."""
