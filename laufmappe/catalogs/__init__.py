"""The .po files: their texts at run time, their sources, what is wrong with them."""
