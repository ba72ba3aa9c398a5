"""The systems that mark exams, a folder each: facts, limits, rules of marking, and a view of files.

A view is applied to the files that we emit, and knows nothing of our writers; a writer asks the same
folder what it may write, and how that will be marked. `table` lists all views.
"""
