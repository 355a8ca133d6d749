/**
 * Arrays of floats with a shape, always N×C×H×W in this order: what goes into every layer and comes
 * out of it. Other layouts are the kernels' affair. Read from files: NumPy's, and floats as they
 * lie.
 */
package fcn.reference.tensor;
