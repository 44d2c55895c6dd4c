"""Function families: one module each, its rows in the operator table beside what they do.

A new family is a new file here and one in frontend/src/expressions/functions/; both are found by walking the folder.
"""
