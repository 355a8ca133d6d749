/**
 * Kernels for convolution, one file for each algorithm, and their contract.
 *
 * <p>In: a map in the layout that the kernel names, weights in Caffe's order. Out: a map in the
 * layout that it names, with bias, ReLU and, where it can, pooling. To add one, implement {@link
 * fcn.kernels.convolution.ConvolutionKernel} and give it a line in {@link
 * fcn.kernels.convolution.Convolutions}.
 *
 * <p>What has no kernel of its own, and why:
 *
 * <ul>
 *   <li>Strassen twice, on 49 products of sixteenths: weights of 205 MB for fc7, and 44 rows for
 *       each panel of them, where 88 lose up to half of what is saved (NOTES.md). Nor on the points
 *       of Winograd, whose weights would take 7/4 of the memory too.
 *   <li>1×1 as a plain matrix product: it is IMPLICIT_GEMM, which multiplies the map as it lies
 *       where the kernel is 1×1 without stride or padding. So does DIRECT_BLOCKED.
 *   <li>Winograd for 7×7 on more than nine points: F(4×4) would keep 100 numbers for each filter,
 *       839 MB for fc6 where memory already binds, and its rounding error is amplified 247 times on
 *       the best of 3876 choices of 0 and four pairs, where F(3×3) has 109 and F(2×2) 41 ({@code
 *       CookToom.amplification} computed for those points). FFT is what serves 7×7 and larger
 *       kernels on large maps.
 *   <li>FFT with strides: all of the map would be computed, and most of it dropped.
 * </ul>
 */
package fcn.kernels.convolution;
