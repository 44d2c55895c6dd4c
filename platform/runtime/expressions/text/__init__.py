"""Formula text: what people write and read, beside the tree that is stored.

formula.lark is the grammar, syntax.py reads text by it, reading.py turns that into a tree with a place for every part,
printing.py writes a tree out, naming.py knows titles and keys, functions.py the names of functions, template.py the
message text with {places} in it.
"""
