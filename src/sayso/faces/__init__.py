"""Where people and programs meet Sayso: the command line, the page, Python."""
