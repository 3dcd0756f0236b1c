"""Language detection on lines of news translated into many languages."""
