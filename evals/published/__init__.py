"""When a page was published: the day its article states, on stored news pages."""
