"""Five real reports, run as a user runs them: are stories, origins, dates and lone statements right?"""
