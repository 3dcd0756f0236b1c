"""Does an account read in the order of the text its articles were cut from?"""
