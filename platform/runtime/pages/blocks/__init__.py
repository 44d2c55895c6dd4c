"""Blocks of pages, one file each: what it reads (`block.py` has the contract), and its answer to one reader.

A block reads nothing by itself: metrics and lists are asked through the `Asking` of the page, which narrows them by
the filters that the block follows and asks each question once for all blocks.
"""

from .block import BlockType, Content, block_types

__all__ = ["BlockType", "Content", "block_types"]
