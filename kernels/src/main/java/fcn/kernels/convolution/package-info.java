/**
 * Kernels for convolution, one file for each algorithm, and their contract.
 *
 * <p>In: a map in the layout that the kernel names, weights in Caffe's order. Out: a map in the
 * layout that it names, with bias, ReLU and, where it can, pooling. To add one, implement {@link
 * fcn.kernels.convolution.ConvolutionKernel} and give it a line in {@link
 * fcn.kernels.convolution.Convolutions}.
 */
package fcn.kernels.convolution;
