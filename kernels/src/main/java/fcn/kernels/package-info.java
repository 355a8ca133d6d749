/**
 * The catalogues of competing kernels, and the line that a kernel is in them.
 *
 * <p>To add a kernel: one file in {@code convolution} or {@code transposed} that implements {@link
 * fcn.kernels.convolution.ConvolutionKernel}, and one line in that package's catalogue. The laws,
 * the benchmarks, {@code check}, the planner and the report find it there.
 */
package fcn.kernels;
