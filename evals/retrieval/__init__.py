"""Does a sentence find its translation among all sentences of the same news, by its vector alone?"""
