"""Does a search find the sentence that says what was asked, in another language or in another inflection?"""
