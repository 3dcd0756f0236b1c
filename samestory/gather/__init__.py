"""Articles -> Stories and Threads: candidates, features with reasons, decisions, groups."""
