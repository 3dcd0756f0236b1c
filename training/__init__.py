"""Scripts that train the small models shipped in the package from gold data, each with the card it writes."""
