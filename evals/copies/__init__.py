"""Is one report a copy of another, in part or whole, in any two languages; how much of it; and reprints."""
