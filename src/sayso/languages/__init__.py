"""What is particular to a language or a place: words and lists as data, one folder each."""
