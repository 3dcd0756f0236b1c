"""Are reports of one happening gathered, and those of its near twin kept out?"""
