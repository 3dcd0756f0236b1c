"""One account of each news story, across languages. Import names from their modules' folders."""
