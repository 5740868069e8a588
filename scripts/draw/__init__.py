"""Drawing rules: one palette, one canvas, and the shapes that figures are made of."""
