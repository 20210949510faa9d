"""The page: answers, statements, speakers and the corpus in a browser, and the same as JSON."""
