"""ViT-B/16: an image cut into patches, each a token; the same weights for every token.

A fully connected layer on each of 197 tokens is a convolution along the axis of tokens with a kernel of 1:
it is connected within a token only, and its weights are shared by all tokens. What moves between tokens,
attention, has no weights of its own: its strengths are computed from the tokens.

Source: A. Dosovitskiy et al., "An image is worth 16x16 words", 2020, arXiv:2010.11929.
"""

from __future__ import annotations

from math import prod

from sparse_shared.layers import Dense
from sparse_shared.networks.network import Network
from sparse_shared.networks.plan import LAYER_NORM, Plan

_FEATURES = 768
_BLOCKS = 12


def vit_b_16() -> Network:
    """Return ViT-B/16."""
    plan = Plan((3, 224, 224))
    plan.conv("conv_proj", _FEATURES, 16, stride=16)
    path = list(plan.path)  # from here on attention lets every token see the whole image
    tokens = prod(plan.shape[1:]) + 1  # one for each patch, and one for the class
    plan.shape = (_FEATURES, tokens)
    plan.other["class token"] += _FEATURES
    plan.other["position embedding"] += prod(plan.shape)
    for i in range(_BLOCKS):
        plan.norm(LAYER_NORM)
        plan.conv(f"layer_{i}.in_proj", 3 * _FEATURES, 1)
        plan.shape = (_FEATURES, tokens)  # of queries, keys and values, attention leaves one
        plan.conv(f"layer_{i}.out_proj", _FEATURES, 1)
        plan.norm(LAYER_NORM)
        plan.conv(f"layer_{i}.mlp.0", 4 * _FEATURES, 1)
        plan.conv(f"layer_{i}.mlp.3", _FEATURES, 1)
    plan.norm(LAYER_NORM)
    plan.add("head", Dense(_FEATURES, 1000))  # which sees the class token
    plan.products["queries × keys"] += _BLOCKS * tokens * tokens * _FEATURES
    plan.products["strengths × values"] += _BLOCKS * tokens * tokens * _FEATURES
    plan.path = path
    return plan.torchvision("vit_b_16", "ViT-B/16", year=2020, published=86_567_656)
