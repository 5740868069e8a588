"""Train, shift and differentiate a layer in all four wirings: what do fewer parameters buy?

Read the modules in this order: `network` (one implementation for all wirings), `training`, `worlds` (what
it learns from), `study` (what is compared with what), `shifting`, `running`, `results`.
"""
