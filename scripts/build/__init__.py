"""How it becomes a site: pages filled in, figures drawn and kept, mistakes located, scripts bundled.

Nothing here knows a layer, a figure, a table or a question by name.
"""
