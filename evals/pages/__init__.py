"""What is read from web pages: the article's text, its title and its day, on stored and on own pages."""
