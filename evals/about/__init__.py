"""What a story is about: its day, its place, its key entities."""
