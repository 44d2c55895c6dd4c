"""The reference: what a workflow document means, written a second time.

Small, single-threaded and in memory. It imports nothing of the product, so an error of
the engine cannot hide in it. `interpreter` runs a document, `outcome` counts votes,
`graphs` makes random documents from a seed and `paths` random ways through them.
"""
