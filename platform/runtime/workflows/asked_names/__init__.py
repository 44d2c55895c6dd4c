"""What an unknown name is, asked of people: a workflow that every field has which counts such names.

Nobody draws it: `plan.py` makes it of the field's setting `unknown`, `subject.py` lets it run on a name in place of a
record, `asking.py` starts it when the directory asks. Its tasks are of kind "name".
"""
