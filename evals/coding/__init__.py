"""Events coded once: happenings told by many articles, in several languages, and told otherwise."""
