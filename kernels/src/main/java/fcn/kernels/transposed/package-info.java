/**
 * Kernels for transposed convolution, one file for each algorithm, under the contract of {@link
 * fcn.kernels.convolution.ConvolutionKernel}. To add one, give it a line in {@link
 * fcn.kernels.transposed.TransposedConvolutions}.
 */
package fcn.kernels.transposed;
