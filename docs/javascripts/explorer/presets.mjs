// Written by scripts/explorer.py from scripts/examples.py

export const PRESETS = {
"toy": {
"title": "A toy: 8, kernel 3",
"source": "this site",
"layer": {
"input_shape": [
1,
8
],
"out_channels": 1,
"kernel_size": 3
}
},
"dumoulin": {
"title": "The smallest: 4×4, kernel 3×3",
"source": "Dumoulin & Visin 2016",
"layer": {
"input_shape": [
1,
4,
4
],
"out_channels": 1,
"kernel_size": 3
}
},
"thread": {
"title": "The thread’s image: 10×10, kernel 3×3",
"source": "the thread",
"layer": {
"input_shape": [
1,
10,
10
],
"out_channels": 1,
"kernel_size": 3
}
},
"thread_same": {
"title": "The same, padded: 10×10, kernel 3×3, padded to the same size",
"source": "the thread",
"layer": {
"input_shape": [
1,
10,
10
],
"out_channels": 1,
"kernel_size": 3,
"padding": "same"
}
},
"torus": {
"title": "The same, on a torus: 10×10, kernel 3×3, edges joined",
"source": "the thread",
"layer": {
"input_shape": [
1,
10,
10
],
"out_channels": 1,
"kernel_size": 3,
"padding": "same",
"padding_mode": "circular"
}
},
"ng": {
"title": "Ng’s layer: 32×32×3, kernel 5×5, 6 maps",
"source": "Ng, “Why convolutions?”",
"layer": {
"input_shape": [
3,
32,
32
],
"out_channels": 6,
"kernel_size": 5
}
},
"lenet_c1": {
"title": "LeNet-5 C1: 32×32, kernel 5×5, 6 maps",
"source": "LeCun et al. 1998",
"layer": {
"input_shape": [
1,
32,
32
],
"out_channels": 6,
"kernel_size": 5
}
},
"alexnet_conv1": {
"title": "AlexNet conv1: 227×227×3, kernel 11×11, stride 4, 96 maps",
"source": "Stanford CS231n",
"layer": {
"input_shape": [
3,
227,
227
],
"out_channels": 96,
"kernel_size": 11,
"stride": 4
}
},
"goodfellow": {
"title": "Edge detector: 280×320, kernel 1×2",
"source": "Goodfellow et al. 2016, ch. 9",
"layer": {
"input_shape": [
1,
280,
320
],
"out_channels": 1,
"kernel_size": [
1,
2
]
}
},
"d2l": {
"title": "A megapixel: 1000×1000, kernel 21×21, padded to the same size",
"source": "Dive into Deep Learning, §7.1",
"layer": {
"input_shape": [
1,
1000,
1000
],
"out_channels": 1,
"kernel_size": 21,
"padding": "same"
}
},
"keras": {
"title": "Keras’ locally connected layer: 32×32×3, kernel 3×3, 64 maps",
"source": "Keras 2, LocallyConnected2D",
"layer": {
"input_shape": [
3,
32,
32
],
"out_channels": 64,
"kernel_size": 3
}
},
"nielsen": {
"title": "First layer for digits: 28×28, kernel 5×5, 20 maps",
"source": "Nielsen 2015, ch. 6",
"layer": {
"input_shape": [
1,
28,
28
],
"out_channels": 20,
"kernel_size": 5
}
},
"kernels": {
"title": "The thread’s many kernels: 10×10, kernel 3×3, padded to the same size, 200 maps",
"source": "the thread",
"layer": {
"input_shape": [
1,
10,
10
],
"out_channels": 200,
"kernel_size": 3,
"padding": "same"
}
},
"quiz": {
"title": "The course’s quiz: 300×300×3, kernel 5×5, 100 maps",
"source": "Coursera, quiz of week 1",
"layer": {
"input_shape": [
3,
300,
300
],
"out_channels": 100,
"kernel_size": 5
}
}
};
