"""What English-language news writing looks like: data, no logic."""
