"""Whatever is wrong is refused where it is handed in, and named: argument, value and what was expected."""

import re
from ast import literal_eval
from dataclasses import replace
from math import nan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sparse_shared import (
    Conv,
    ConvTranspose,
    Dense,
    Wiring,
    connectivity_mask,
    count,
    onnx,
    receptive_field,
    reduction,
    weight_index,
    weight_matrix,
)

from .onnx_models import INT64, infer_here, model, node, saved, tensor, value
from .oracle import lines
from .strategies import conv_arguments, conv_transpose_arguments

LAYER = Conv(input_shape=(2, 8, 8), out_channels=4, kernel_size=3)

READING = "input_shape is (channels, *spatial), channels first, no batch"
SHAPE = "expected (channels, *spatial), channels first, no batch"
AT_LEAST_0 = "expected an integer of at least 0"
AT_LEAST_1 = "expected an integer of at least 1"
TWO_INTS = "a tuple of 2 ints (one for each spatial axis)"
AN_INT_OR_TWO = f"expected an int, or {TWO_INTS}"
TWO_PAIRS = "a tuple of 2 ints or of 2 (before, after) pairs (one for each spatial axis)"
PADDING = f"expected an int, or {TWO_PAIRS}, or 'valid' or 'same'"
PAIR = "expected an int or a (before, after) pair"
MODES = "expected 'zeros' or 'circular'"
TABLE = "expected a table of bools of shape (out_channels, input_shape[0]) = (4, 2)"
BIAS = "expected True, False, 'map' or 'unit'"
CIRCULAR = {"padding_mode": "circular"}
WORDS = "expected 'valid', 'same' or ints"
MIRROR = "nothing here says the same, since it makes several taps read one input: padding_mode='zeros' has"
ONNX = "if all befores come first and then all afters, as in ONNX, the same is said by padding="
ONE_INT = "a tuple of one int (there is one spatial axis)"

BAD_ARGUMENTS = [
    ({"input_shape": ()}, ValueError, f"input_shape=(): {SHAPE}, with 1, 2 or 3 spatial axes...not 0"),
    ({"input_shape": (3,)}, ValueError, f"input_shape=(3,): {SHAPE}, with 1, 2 or 3 spatial axes...not 1"),
    ({"input_shape": (1, 2, 3, 4, 5)}, ValueError, f"input_shape=(1, 2, 3, 4, 5): {SHAPE}, with 1, 2 or 3"),
    ({"input_shape": 8}, TypeError, f"input_shape=8: {SHAPE}, not int"),
    ({"input_shape": None}, TypeError, f"input_shape=None: {SHAPE}, not NoneType"),
    ({"input_shape": "288"}, TypeError, f"input_shape='288': {SHAPE}, not str"),
    ({"input_shape": {2, 8}}, TypeError, f"input_shape={{...}}: {SHAPE}, not set"),
    ({"input_shape": iter([2, 8, 8])}, TypeError, f"input_shape=<...>: {SHAPE}, not list_iterator"),
    ({"input_shape": np.array(8)}, TypeError, f"input_shape=array(8): {SHAPE}, not ndarray"),
    ({"input_shape": (2, 0, 8)}, ValueError, f"input_shape[1]=0: {AT_LEAST_1}"),
    ({"input_shape": (0, 8, 8)}, ValueError, f"input_shape[0]=0: {AT_LEAST_1}"),
    ({"input_shape": (2, 8, -8)}, ValueError, f"input_shape[2]=-8: {AT_LEAST_1}"),
    ({"input_shape": (2, 8.0, 8)}, TypeError, f"input_shape[1]=8.0: {AT_LEAST_1}, not float"),
    ({"input_shape": (True, 8, 8)}, TypeError, f"input_shape[0]=True: {AT_LEAST_1}, not bool"),
    ({"input_shape": np.array([2.0, 8.0, 8.0])}, TypeError, f"input_shape[0]=2.0: {AT_LEAST_1}, not float"),
    ({"out_channels": 0}, ValueError, f"out_channels=0: {AT_LEAST_1}"),
    ({"out_channels": -4}, ValueError, f"out_channels=-4: {AT_LEAST_1}"),
    ({"out_channels": 4.0}, TypeError, f"out_channels=4.0: {AT_LEAST_1}, not float"),
    ({"out_channels": True}, TypeError, f"out_channels=True: {AT_LEAST_1}, not bool"),
    ({"out_channels": np.True_}, TypeError, f"out_channels=np.True_: {AT_LEAST_1}, not bool"),
    ({"out_channels": "4"}, TypeError, f"out_channels='4': {AT_LEAST_1}, not str"),
    ({"out_channels": None}, TypeError, f"out_channels=None: {AT_LEAST_1}, not NoneType"),
    ({"out_channels": (4,)}, TypeError, f"out_channels=(4,): {AT_LEAST_1}, not tuple"),
    ({"out_channels": np.array(4)}, TypeError, f"out_channels=array(4): {AT_LEAST_1}, not ndarray"),
    ({"out_channels": np.array([4])}, TypeError, f"out_channels=array([4]): {AT_LEAST_1}, not ndarray"),
    ({"kernel_size": 0}, ValueError, f"kernel_size=0: {AT_LEAST_1}"),
    ({"kernel_size": (3, 0)}, ValueError, f"kernel_size[1]=0: {AT_LEAST_1}"),
    (
        {"kernel_size": 9},
        ValueError,
        "kernel_size=9 spans 9 cells on input_shape[1]=8: expected at most 8...of 0 + 0",
    ),
    (
        {"kernel_size": (3, 11), "padding": 1},
        ValueError,
        "kernel_size=11...input_shape[2]=8: expected at most 10",
    ),
    ({"kernel_size": 5, "dilation": 2}, ValueError, "kernel_size=5 at dilation=2 spans 9...at most 8"),
    ({"kernel_size": (3,)}, ValueError, f"kernel_size=(3,): {AN_INT_OR_TWO}, not 1"),
    ({"kernel_size": (3, 3, 3)}, ValueError, f"kernel_size=(3, 3, 3): {AN_INT_OR_TWO}, not 3"),
    ({"kernel_size": []}, ValueError, f"kernel_size=[]: {AN_INT_OR_TWO}, not 0"),
    ({"kernel_size": 3.0}, TypeError, f"kernel_size=3.0: {AN_INT_OR_TWO}, not float"),
    ({"kernel_size": nan}, TypeError, f"kernel_size=nan: {AN_INT_OR_TWO}, not float"),
    ({"kernel_size": "33"}, TypeError, f"kernel_size='33': {AN_INT_OR_TWO}, not str"),
    ({"kernel_size": b"33"}, TypeError, f"kernel_size=b'33': {AN_INT_OR_TWO}, not bytes"),
    ({"kernel_size": None}, TypeError, f"kernel_size=None: {AN_INT_OR_TWO}, not NoneType"),
    ({"kernel_size": {3, 5}}, TypeError, f"kernel_size={{...}}: {AN_INT_OR_TWO}, not set"),
    ({"kernel_size": {3: 3, 5: 5}}, TypeError, f"kernel_size={{...}}: {AN_INT_OR_TWO}, not dict"),
    ({"kernel_size": (n for n in (3, 3))}, TypeError, f"kernel_size=<...>: {AN_INT_OR_TWO}, not generator"),
    ({"kernel_size": np.array(3)}, TypeError, f"kernel_size=array(3): {AN_INT_OR_TWO}, not ndarray"),
    ({"kernel_size": np.array([3.0, 3.0])}, TypeError, f"kernel_size[0]=3.0: {AT_LEAST_1}, not float"),
    ({"kernel_size": True}, TypeError, f"kernel_size=True: {AT_LEAST_1}, not bool"),
    ({"kernel_size": np.True_}, TypeError, f"kernel_size=np.True_: {AN_INT_OR_TWO}, not bool"),
    ({"kernel_size": ((3, 3), 3)}, TypeError, f"kernel_size[0]=(3, 3): {AT_LEAST_1}, not tuple"),
    ({"stride": 0}, ValueError, f"stride=0: {AT_LEAST_1}"),
    ({"stride": (1, -1)}, ValueError, f"stride[1]=-1: {AT_LEAST_1}"),
    ({"stride": (1, True)}, TypeError, f"stride[1]=True: {AT_LEAST_1}, not bool"),
    ({"stride": 1.5}, TypeError, f"stride=1.5: {AN_INT_OR_TWO}, not float"),
    ({"dilation": 0}, ValueError, f"dilation=0: {AT_LEAST_1}"),
    ({"dilation": (1, nan)}, TypeError, f"dilation[1]=nan: {AT_LEAST_1}, not float"),
    ({"dilation": (1, 1, 1)}, ValueError, f"dilation=(1, 1, 1): {AN_INT_OR_TWO}, not 3"),
    ({"padding": -1}, ValueError, f"padding=-1: {AT_LEAST_0}"),
    ({"padding": (0, -1)}, ValueError, f"padding[1]=-1: {AT_LEAST_0}"),
    ({"padding": ((0, -1), 0)}, ValueError, f"padding[0][1]=-1: {AT_LEAST_0}"),
    ({"padding": ((-2, 0), 0)}, ValueError, f"padding[0][0]=-2: {AT_LEAST_0}"),
    ({"padding": 1.0}, TypeError, f"padding=1.0: {PADDING}, not float"),
    ({"padding": (1.0, 1)}, TypeError, f"padding[0]=1.0: {AT_LEAST_0}, not float"),
    ({"padding": nan}, TypeError, f"padding=nan: {PADDING}, not float"),
    ({"padding": True}, TypeError, f"padding=True: {AT_LEAST_0}, not bool"),
    ({"padding": ((1, True), 1)}, TypeError, f"padding[0][1]=True: {AT_LEAST_0}, not bool"),
    ({"padding": None}, TypeError, f"padding=None: {PADDING}, not NoneType"),
    ({"padding": np.array(1)}, TypeError, f"padding=array(1): {PADDING}, not ndarray"),
    ({"padding": {1, 2}}, TypeError, f"padding={{...}}: {PADDING}, not set"),
    ({"padding": (p for p in (1, 1))}, TypeError, f"padding=<...>: {PADDING}, not generator"),
    ({"padding": ({0, 1}, 1)}, TypeError, f"padding[0]={{...}}: {PAIR}, not set"),
    ({"padding": ("1", 1)}, TypeError, f"padding[0]='1': {PAIR}, not str"),
    ({"padding": (1,)}, ValueError, f"padding=(1,): {PADDING}, not 1"),
    (
        {"padding": (1, 2, 3, 4)},
        ValueError,
        f"padding=(1, 2, 3, 4): {PADDING}, not 4; {READING}; {ONNX}((1, 3), (2, 4))",
    ),
    ({"padding": (1, 1, 1)}, ValueError, f"padding=(1, 1, 1): {PADDING}, not 3; {READING}"),
    ({"padding": ((1, 1, 1), 1)}, ValueError, f"padding[0]=(1, 1, 1): {PAIR}"),
    (
        {"padding": "SAME"},
        ValueError,
        "padding='SAME': expected 'valid', 'same' or ints; the same is said by padding='same'",
    ),
    ({"padding": "full"}, ValueError, "padding='full': expected...; the same is said by padding=(2, 2)"),
    ({"padding": "causal"}, ValueError, "the same is said by padding=((2, 0), (2, 0))"),
    ({"padding": "VALID"}, ValueError, "padding='VALID': expected...; the same is said by padding='valid'"),
    ({"padding": "NOTSET"}, ValueError, "padding='NOTSET': expected...; the same is said by padding='valid'"),
    ({"padding": "SAME_UPPER"}, ValueError, "padding='SAME_UPPER': expected...said by padding='same'"),
    ({"padding": "SAME_LOWER", "kernel_size": (2, 3)}, ValueError, "said by padding=((1, 0), (1, 1))"),
    ({"padding": "zeros"}, ValueError, "padding='zeros': expected...said by padding_mode='zeros'"),
    ({"padding": "CIRCULAR"}, ValueError, "padding='CIRCULAR': expected...said by padding_mode='circular'"),
    ({"padding": "reflect"}, ValueError, f"padding='reflect': {WORDS}; {MIRROR}"),
    ({"padding": "replicate"}, ValueError, f"padding='replicate': {WORDS}; {MIRROR}"),
    ({"padding": "some"}, ValueError, f"padding='some': {WORDS}$"),
    ({"padding": b"same"}, TypeError, f"padding=b'same': {PADDING}, not bytes"),
    ({"padding_mode": "reflect"}, ValueError, f"padding_mode='reflect': {MODES}; {MIRROR}"),
    ({"padding_mode": "replicate"}, ValueError, f"padding_mode='replicate': {MODES}; {MIRROR}"),
    ({"padding_mode": "constant"}, ValueError, f"padding_mode='constant': {MODES}...padding_mode='zeros'"),
    ({"padding_mode": "wrap"}, ValueError, f"padding_mode='wrap': {MODES}...padding_mode='circular'"),
    ({"padding_mode": "ZEROS"}, ValueError, f"padding_mode='ZEROS': {MODES}...padding_mode='zeros'"),
    ({"padding_mode": "same"}, ValueError, f"padding_mode='same': {MODES}$"),
    ({"padding_mode": None}, TypeError, f"padding_mode=None: {MODES}, not NoneType"),
    (
        CIRCULAR | {"padding": 9},
        ValueError,
        "padding=9...wraps 9 cells on input_shape[1]: expected at most...8",
    ),
    (CIRCULAR | {"padding": (0, (0, 10))}, ValueError, "padding=(0, (0, 10))...input_shape[2]...most...8"),
    (CIRCULAR | {"kernel_size": 9, "padding": 1}, ValueError, "kernel_size=9...a ring of 8...at most 8"),
    (CIRCULAR | {"kernel_size": 5, "padding": 4, "dilation": 2}, ValueError, "kernel_size=5...at most 4"),
    ({"groups": 0}, ValueError, f"groups=0: {AT_LEAST_1}"),
    ({"groups": True}, TypeError, f"groups=True: {AT_LEAST_1}, not bool"),
    ({"groups": 2.0}, TypeError, f"groups=2.0: {AT_LEAST_1}, not float"),
    ({"groups": None}, TypeError, f"groups=None: {AT_LEAST_1}, not NoneType"),
    ({"groups": 4}, ValueError, f"groups=4: expected a divisor of input_shape[0]=2; {READING}"),
    ({"groups": 2, "out_channels": 3}, ValueError, "groups=2: expected a divisor of out_channels=3"),
    ({"groups": 2, "channel_mask": [[True, True]] * 4}, ValueError, "groups=2: expected 1...channel_mask"),
    ({"channel_mask": True}, TypeError, f"channel_mask=True: {TABLE}, not bool"),
    ({"channel_mask": [True] * 4}, TypeError, f"channel_mask=True: {TABLE}, not bool"),
    ({"channel_mask": "10101010"}, TypeError, f"channel_mask='10101010': {TABLE}, not str"),
    ({"channel_mask": ["10"] * 4}, TypeError, f"channel_mask='10': {TABLE}, not str"),
    ({"channel_mask": np.True_}, TypeError, f"channel_mask=np.True_: {TABLE}, not bool"),
    ({"channel_mask": np.array(True)}, TypeError, f"channel_mask=array(True): {TABLE}, not ndarray"),
    ({"channel_mask": []}, ValueError, f"channel_mask has 0 rows...{TABLE}"),
    ({"channel_mask": [[True, True]] * 3}, ValueError, f"channel_mask has 3 rows of [2] columns: {TABLE}"),
    ({"channel_mask": [[True] * 3] * 4}, ValueError, f"channel_mask has 4 rows of [3] columns: {TABLE}"),
    ({"channel_mask": [[True], *[[True] * 2] * 3]}, ValueError, f"has 4 rows of [1, 2] columns: {TABLE}"),
    ({"channel_mask": [[1, 0]] * 4}, TypeError, f"channel_mask[0][0]=1: {TABLE}"),
    ({"channel_mask": np.ones((4, 2), dtype=int)}, TypeError, f"channel_mask[0][0]=1: {TABLE}"),
    ({"channel_mask": [[True, None]] * 4}, TypeError, f"channel_mask[0][1]=None: {TABLE}"),
    ({"channel_mask": np.ones((4, 2, 1), dtype=bool)}, TypeError, f"channel_mask[0][0]=[True]: {TABLE}"),
    ({"channel_mask": {(True, True), (True, False)}}, TypeError, f"channel_mask={{...}}: {TABLE}, not set"),
    ({"channel_mask": iter([[True] * 2] * 4)}, TypeError, f"channel_mask=<...>: {TABLE}, not list_iterator"),
    ({"bias": 1}, TypeError, f"bias=1: {BIAS}"),
    ({"bias": 0}, TypeError, f"bias=0: {BIAS}"),
    ({"bias": None}, TypeError, f"bias=None: {BIAS}"),
    ({"bias": np.True_}, TypeError, f"bias=np.True_: {BIAS}"),
    ({"bias": np.array(["unit"])}, TypeError, f"bias=array(['unit']...: {BIAS}"),
    ({"bias": np.array([1, 2])}, TypeError, f"bias=array([1, 2]): {BIAS}"),
    ({"bias": "maps"}, ValueError, f"bias='maps': {BIAS}"),
    ({"bias": "True"}, ValueError, f"bias='True': {BIAS}"),
]

SLIPS = [
    # A batch in front is read as channels, and the channels as rows.
    ({"input_shape": (1, 3, 32, 32), "kernel_size": 5}, "kernel_size=5 spans 5 cells on input_shape[1]=3"),
    (
        {"input_shape": (8, 3, 32, 32), "kernel_size": (5, 5)},
        f"kernel_size=(5, 5): expected an int, or...not 2; {READING}",
    ),
    (
        {"input_shape": (8, 3, 32, 32, 32), "kernel_size": 3},
        "channels first, no batch, with 1, 2 or 3 spatial axes",
    ),
    (
        {"input_shape": (None, 3, 32, 32), "kernel_size": 3},
        "input_shape[0]=None: expected an integer...not NoneType",
    ),
    (
        {"input_shape": (-1, 3, 32, 32), "kernel_size": 3},
        "input_shape[0]=-1: expected an integer of at least 1",
    ),
    (
        {"input_shape": (1, 4, 32, 32), "kernel_size": 3, "groups": 4},
        "groups=4: expected a divisor of input_shape[0]=1",
    ),
    # Channels last are read as columns.
    (
        {"input_shape": (32, 32, 3), "kernel_size": 5},
        "kernel_size=5 spans 5 cells on input_shape[2]=3: expected at most 3",
    ),
    (
        {"input_shape": (32, 32, 3), "kernel_size": 3, "groups": 3},
        "groups=3: expected a divisor of input_shape[0]=32",
    ),
    (
        {"input_shape": (32, 32, 3), "kernel_size": 3, "dilation": 2},
        "kernel_size=3 at dilation=2 spans 5 cells on input_shape[2]=3",
    ),
    (
        {"input_shape": (32, 32, 3), "kernel_size": 2, "padding_mode": "circular", "padding": 4},
        "padding=4 is circular and wraps 4 cells on input_shape[2]",
    ),
    (
        {"input_shape": (32, 32, 2), "kernel_size": 3, "padding_mode": "circular", "padding": 1},
        "kernel_size=3 wraps round input_shape[2], a ring of 2, and reads an input twice",
    ),
    # A missing channel makes channels of rows.
    ({"input_shape": (32,), "kernel_size": 3}, "input_shape=(32,): expected (channels, *spatial)...not 1"),
    (
        {"input_shape": (32, 32), "kernel_size": (5, 5)},
        f"kernel_size=(5, 5): expected an int, or {ONE_INT}, not 2",
    ),
    (
        {"input_shape": (32, 32), "kernel_size": 5, "stride": (2, 2)},
        f"stride=(2, 2): expected an int, or {ONE_INT}, not 2",
    ),
    (
        {"input_shape": (32, 32), "kernel_size": 5, "padding": (2, 2)},
        "padding=(2, 2): expected an int, or a tuple of one int or of one (before, after) pair (there is one "
        f"spatial axis), or 'valid' or 'same', not 2; {READING}; {ONNX}((2, 2),)",
    ),
]

TRANSPOSED = ConvTranspose(input_shape=(4, 8, 8), out_channels=2, kernel_size=3, stride=2)
INTS = f"expected an int, or {TWO_PAIRS}"

BAD_TRANSPOSED = [
    ({"input_shape": (4,)}, ValueError, f"input_shape=(4,): {SHAPE}"),
    ({"out_channels": 0}, ValueError, f"out_channels=0: {AT_LEAST_1}"),
    ({"kernel_size": (3, 0)}, ValueError, f"kernel_size[1]=0: {AT_LEAST_1}"),
    ({"stride": 2.0}, TypeError, f"stride=2.0: {AN_INT_OR_TWO}, not float"),
    ({"dilation": (1,)}, ValueError, f"dilation=(1,): {AN_INT_OR_TWO}, not 1; {READING}"),
    ({"groups": 3}, ValueError, f"groups=3: expected a divisor of input_shape[0]=4; {READING}"),
    ({"groups": 4}, ValueError, "groups=4: expected a divisor of out_channels=2"),
    ({"bias": "maps"}, ValueError, f"bias='maps': {BIAS}"),
    ({"padding": -1}, ValueError, f"padding=-1: {AT_LEAST_0}"),
    ({"padding": None}, TypeError, f"padding=None: {INTS}, not NoneType"),
    ({"padding": 9}, ValueError, "padding=9 cuts 9 + 9 outputs off on input_shape[1]=8: expected at most 16"),
    (
        {"padding": (0, (17, 0))},
        ValueError,
        "padding=(0, (17, 0)) cuts 17 + 0 outputs off on input_shape[2]=8",
    ),
    (
        {"padding": (1, 1, 1, 1)},
        ValueError,
        f"padding=(1, 1, 1, 1): {INTS}, not 4; {READING}; {ONNX}((1, 1), (1, 1))",
    ),
    ({"padding": "valid"}, ValueError, "padding='valid': expected ints; the same is said by padding=0"),
    ({"padding": "same"}, ValueError, "padding='same': expected ints; for as...padding=((0, 1), (0, 1))$"),
    (
        {"padding": "SAME", "stride": (4, 3)},
        ValueError,
        "padding='SAME': expected ints...padding=((0, 0), (0, 0)) and output_padding=(1, 0)",
    ),
    ({"padding": "reflect"}, ValueError, "padding='reflect': expected ints$"),
    ({"output_padding": -1}, ValueError, f"output_padding=-1: {AT_LEAST_0}"),
    ({"output_padding": 2}, ValueError, "output_padding=2: expected less than the stride of 2 or...[1]"),
    ({"output_padding": (1, 3), "dilation": 3}, ValueError, "output_padding=(1, 3): expected less...3...[2]"),
]

A_LAYER = "expected a Conv, a ConvTranspose or a Dense"
A_WIRING = "expected a Wiring"
BORDERS = "expected 'exact' or 'nominal'"
A_SLICE = "expected a slice of outputs"

BAD_CALLS = [
    (lambda: Dense(0, 3), ValueError, f"in_features=0: {AT_LEAST_1}"),
    (lambda: Dense(3, -1), ValueError, f"out_features=-1: {AT_LEAST_1}"),
    (lambda: Dense(3.0, 3), TypeError, f"in_features=3.0: {AT_LEAST_1}, not float"),
    (lambda: Dense(3, True), TypeError, f"out_features=True: {AT_LEAST_1}, not bool"),
    (lambda: Dense((3,), 3), TypeError, f"in_features=(3,): {AT_LEAST_1}, not tuple"),
    (lambda: Dense(3, 3, bias="maps"), ValueError, f"bias='maps': {BIAS}"),
    (lambda: Dense(3, 3, bias=1), TypeError, f"bias=1: {BIAS}"),
    (lambda: receptive_field(LAYER), TypeError, "layers=Conv(...: expected several, such as [layer]"),
    (lambda: receptive_field([]), ValueError, "layers has no items: expected at least one Conv"),
    (lambda: receptive_field([LAYER, Dense(4, 2)]), TypeError, "layers[1]=Dense(...: expected a Conv"),
    (lambda: receptive_field([TRANSPOSED]), TypeError, "layers[0]=ConvTranspose(...: expected a Conv"),
    (
        lambda: receptive_field([LAYER] * 2),
        ValueError,
        "layers[1] has input_shape=(2, 8, 8): expected...(6, 6)",
    ),
    (
        lambda: receptive_field([LAYER, Conv((4, 6), 1, 3)]),
        ValueError,
        f"layers[1] has input_shape=(4, 6): expected...(6, 6) that layers[0] gives; {READING}",
    ),
    (lambda: count((1, 8, 8)), TypeError, f"layer=(1, 8, 8): {A_LAYER}"),
    (lambda: count(Conv), TypeError, f"layer=<class...>: {A_LAYER}"),
    (lambda: reduction(None), TypeError, f"layer=None: {A_LAYER}"),
    (lambda: weight_index("conv"), TypeError, f"layer='conv': {A_LAYER}"),
    (lambda: count(LAYER, 3), TypeError, f"wiring=3: {A_WIRING}"),
    (lambda: count(LAYER, "conv"), TypeError, f"wiring='conv': {A_WIRING}"),
    (lambda: count(LAYER, None), TypeError, f"wiring=None: {A_WIRING}"),
    (lambda: count(LAYER, Wiring), TypeError, f"wiring=<flag 'Wiring'>: {A_WIRING}"),
    (lambda: weight_index(LAYER, 3), TypeError, f"wiring=3: {A_WIRING}"),
    (lambda: connectivity_mask(LAYER, True), TypeError, f"wiring=True: {A_WIRING}"),
    (lambda: weight_matrix(LAYER, 3, np.ones(72)), TypeError, f"wiring=3: {A_WIRING}"),
    (lambda: count(LAYER, border="Exact"), ValueError, f"border='Exact': {BORDERS}"),
    (lambda: count(LAYER, border=None), TypeError, f"border=None: {BORDERS}, not NoneType"),
    (lambda: weight_index(LAYER, rows=5), TypeError, f"rows=5: {A_SLICE}"),
    (lambda: weight_index(LAYER, rows=None), TypeError, f"rows=None: {A_SLICE}"),
    (lambda: connectivity_mask(LAYER, rows=[0, 1]), TypeError, f"rows=[0, 1]: {A_SLICE}"),
    (lambda: weight_matrix(LAYER, Wiring.CONV, np.ones(72), rows=5), TypeError, f"rows=5: {A_SLICE}"),
    (lambda: weight_index(LAYER, rows=slice(1.5)), TypeError, f"rows=slice(None, 1.5, None): {A_SLICE}"),
    (lambda: weight_index(LAYER, rows=slice(0, 9, 0)), ValueError, f"rows=slice(0, 9, 0): {A_SLICE}...zero"),
]

SIZES = "expected sizes, batch included, such as (1, 3, 224, 224)"
PATTERNS = "expected a list of patterns, such as ['*blur*']"

BAD_LOADS = [
    ({"sizes": {"x": "1x3x9x9"}}, TypeError, f"sizes['x']='1x3x9x9': {SIZES}, not str"),
    ({"sizes": {"x": 224}}, TypeError, f"sizes['x']=224: {SIZES}, not int"),
    ({"sizes": {"x": {1, 3, 9}}}, TypeError, f"sizes['x']={{...}}: {SIZES}, not set"),
    ({"sizes": {"x": (True, 3, 9, 9)}}, TypeError, f"sizes['x'][0]=True: {AT_LEAST_1}, not bool"),
    ({"sizes": {"x": (1, 3, 9.0, 9)}}, TypeError, f"sizes['x'][2]=9.0: {AT_LEAST_1}, not float"),
    ({"sizes": {"x": (1, 3, None, 9)}}, TypeError, f"sizes['x'][2]=None: {AT_LEAST_1}, not NoneType"),
    ({"sizes": {"x": (1, 3, 0, 9)}}, ValueError, f"sizes['x'][2]=0: {AT_LEAST_1}"),
    ({"sizes": {"x": ()}}, ValueError, "sizes['x']=(): expected sizes of 1 to 2,147,483,648, batch included"),
    (
        {"sizes": {"x": (1, 3, 9, 2**40)}},
        ValueError,
        "sizes['x']=(1, 3, 9, 1099511627776): expected sizes of",
    ),
    ({"sizes": {"x": (3, 9, 9)}}, ValueError, "sizes['x']=(3, 9, 9): expected 4 sizes, batch included"),
    ({"sizes": {"q": (1,)}}, ValueError, "sizes['q']=(1,): expected the name of an input, one of: x, n$"),
    ({"sizes": {"n": 2}}, TypeError, "sizes['n']=2: expected the number that comes in, such as (16000,)"),
    ({"sizes": {"n": (2, 3)}}, ValueError, "sizes['n']=(2, 3): expected one number, as the file says"),
    ({"sizes": {"n": (2.0,)}}, TypeError, "sizes['n'][0]=2.0: expected an integer...not float"),
    ({"sizes": (1, 3, 9, 9)}, TypeError, "sizes=(1, 3, 9, 9): expected a dict, such as {'image': (1,"),
    ({"fixed": "y*"}, TypeError, f"fixed='y*': {PATTERNS}"),
    ({"fixed": [3]}, TypeError, f"fixed=[3]: {PATTERNS}"),
    ({"fixed": ["z"]}, ValueError, "fixed='z': expected a name of a layer, or of its weights"),
]


def messages(cases):
    """Name each case by what its message has to say."""
    return [message for *_, message in cases]


@pytest.mark.parametrize(("arguments", "kind", "message"), BAD_ARGUMENTS, ids=messages(BAD_ARGUMENTS))
def test_bad_arguments_are_refused_at_construction_and_named(arguments, kind, message):
    assert_refused(lambda: replace(LAYER, **arguments), kind, message)


@pytest.mark.parametrize(("arguments", "message"), SLIPS, ids=messages(SLIPS))
def test_a_shape_meant_otherwise_is_refused_where_the_reading_fails(arguments, message):
    for missing in "channels first, no batch", message:
        assert_refused(
            lambda missing=missing: Conv(out_channels=4 * 3, **arguments), (TypeError, ValueError), missing
        )


@pytest.mark.parametrize(("arguments", "kind", "message"), BAD_TRANSPOSED, ids=messages(BAD_TRANSPOSED))
def test_bad_arguments_of_a_transposed_convolution_are_refused_and_named(arguments, kind, message):
    assert_refused(lambda: replace(TRANSPOSED, **arguments), kind, message)


@pytest.mark.parametrize(("call", "kind", "message"), BAD_CALLS, ids=messages(BAD_CALLS))
def test_bad_calls_are_refused_and_named(call, kind, message):
    assert_refused(call, kind, message)


@pytest.mark.parametrize(("arguments", "kind", "message"), BAD_LOADS, ids=messages(BAD_LOADS))
def test_what_makes_no_sense_of_a_file_is_refused_and_named(monkeypatch, tmp_path, arguments, kind, message):
    monkeypatch.setattr(onnx, "with_shapes", infer_here)
    image, number = value("x", ("n", 3, "h", "w")), value("n", (), INT64)
    path = saved(tmp_path, model([node("Conv", "x w", "y")], [tensor("w", 4, 3, 5, 5)], [image, number]))
    open_sizes = {"sizes": {"x": (1, 3, 9, 9)}}
    assert_refused(lambda: onnx.load(path, **open_sizes | arguments), kind, message)


@pytest.mark.parametrize("word", ["VALID", "SAME", "SAME_UPPER", "SAME_LOWER", "causal", "full", "NOTSET"])
@given(conv_arguments(padding_modes=st.just("zeros")))
def test_the_setting_that_is_said_to_do_the_same_does(word, arguments):
    with pytest.raises(ValueError, match=f"padding='{word}'") as caught:
        Conv(**arguments | {"padding": word})
    _, setting = str(caught.value).split("the same is said by padding=")
    arguments["padding"] = literal_eval(setting)
    assume(all(line.starts for line in lines(arguments)))
    for axis in Conv(**arguments).axes:
        for_every_input = -(-axis.size // axis.stride)
        where_it_fits = (axis.size - axis.span) // axis.stride + 1
        where_it_touches = (axis.size + axis.span - 2) // axis.stride + 1
        outputs = {"VALID": where_it_fits, "NOTSET": where_it_fits, "full": where_it_touches}
        assert axis.outputs == outputs.get(word, for_every_input)
        if word == "causal":
            assert (axis.before, axis.after) == (axis.span - 1, 0)
        elif word == "SAME_LOWER":
            assert axis.before - axis.after in (0, 1)
        elif word.startswith("SAME"):
            assert axis.after - axis.before in (0, 1)


@given(conv_transpose_arguments())
def test_what_is_said_of_same_gives_as_many_outputs_as_inputs_times_the_stride(arguments):
    with pytest.raises(ValueError, match="padding='same': expected ints") as caught:
        ConvTranspose(**arguments | {"padding": "same"})
    padding, *added = str(caught.value).split(" padding=")[1].split(" and output_padding=")
    settings = {"padding": literal_eval(padding), "output_padding": literal_eval(added[0]) if added else 0}
    layer = ConvTranspose(**arguments | settings)
    assert layer.output_shape[1:] == tuple(
        size * stride for size, stride in zip(layer.input_shape[1:], layer.stride, strict=True)
    )


def assert_refused(call, kind, message):
    """Check type and message of what a call raises; dots in the message stand for anything, $ for the end."""
    pattern = ".*".join(map(re.escape, message.split("..."))).replace(re.escape("$"), "$")
    with pytest.raises((TypeError, ValueError), match=pattern) as caught:
        call()
    assert issubclass(caught.type, kind)
