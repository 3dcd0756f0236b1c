"""Names found and typed, against gold: six Slavic languages on a topic that did not train, and more sets."""
