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
 *   <li>1×1 as a plain matrix product: it is IMPLICIT_GEMM, which multiplies the map as it lies
 *       where the kernel is 1×1 without stride or padding. So does DIRECT_BLOCKED.
 *   <li>Winograd for 7×7 on more than eight points: F(3×3) needs 1.8 times fewer multiplications
 *       than F(2×2), but its rounding error is amplified 321 times on the points 0, ±1, ±2, ±1/2,
 *       3/4, and that of F(4×4) 179 times on the best of 715 symmetric choices, where F(2×2) has 25
 *       ({@code CookToom.amplification} computed for those points). FFT is what serves 7×7 and
 *       larger kernels on large maps.
 *   <li>FFT with strides: all of the map would be computed, and most of it dropped.
 * </ul>
 */
package fcn.kernels.convolution;
