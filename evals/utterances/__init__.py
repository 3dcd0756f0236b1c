"""Are quotes that say the same told as one utterance, across languages, and nothing else?"""
