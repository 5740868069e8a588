"""Real networks in this package's terms, each with the number of parameters that was published of it."""

from sparse_shared.networks.network import Network, Totals

__all__ = ["Network", "Totals"]
