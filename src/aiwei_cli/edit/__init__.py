"""The only code that changes a user's file: ``splice`` text, ``change`` a tree, ``write`` a file.

A change is spliced into the text as it stands, the result is parsed again, and only if exactly the
intended entry differs it is written; otherwise the lines are given to be pasted by hand.
"""
