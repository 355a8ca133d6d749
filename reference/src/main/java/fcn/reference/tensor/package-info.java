/**
 * Arrays of floats with a shape, always N×C×H×W in this order: what goes into every layer and comes
 * out of it. Other layouts are the kernels' affair.
 */
package fcn.reference.tensor;
