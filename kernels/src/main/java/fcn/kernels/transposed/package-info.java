/**
 * Kernels for transposed convolution, one file for each algorithm, under the contract of {@link
 * fcn.kernels.convolution.ConvolutionKernel}. To add one, give it a line in {@link
 * fcn.kernels.transposed.TransposedConvolutions}.
 *
 * <p>What each executes, for one image and no groups: {@code X = IC·IH·IW} inputs, {@code Y =
 * OC·OH·OW} outputs, {@code K = KH·KW} taps, stride s in both directions. Scatter walks over the
 * inputs and adds to outputs again and again; gather walks over the outputs and writes each once.
 * Multiply-adds are {@link fcn.kernels.convolution.ConvolutionKernel#executedFlops} over 2.
 *
 * <table>
 * <caption>Work by kernel</caption>
 * <tr><th>kernel<th>multiply-adds<th>writes of outputs and sums<th>reads of inputs and sums
 * <tr><td>SCATTER<td>X·OC·K<td>X·OC·K, then Y<td>X·OC, and X·OC·K sums
 * <tr><td>SCATTER_GEMM<td>X·OC·K<td>OC·IH·IW·K products, each added to Y<td>X·OC, and OC·IH·IW·K
 *     products
 * <tr><td>GATHER<td>X·OC·K<td>X·OC·K (row by row, in L1)<td>X·OC·K, and as many sums
 * <tr><td>GATHER_PHASES<td>X·OC·K<td>Y sums, then Y<td>X·OC·K / 6 (six outputs share a load)
 * <tr><td>GATHER_ZERO_STUFFED<td>Y·IC·K, s² times the others'<td>Y sums, then Y<td>Y·IC·K / 6
 * <tr><td>GATHER_DIAGONAL<td>X·K, of bilinear weights<td>X·K sums, then Y<td>X·K, and as many sums
 * <tr><td>GATHER_SEPARABLE<td>IC·IH·(IW·KW + OW·KH), of bilinear weights<td>IC·IH·OW, then
 *     Y·⌈KH/2s⌉<td>X·KW/s, then Y·⌈KH/s⌉
 * </table>
 *
 * <p>So for upscore8 (C = 21, k = 16, s = 8): 395 million multiply-adds by scatter and by gather
 * alike, 26,000 million over zeros, 19 million on the diagonal, 11 million in two passes. The last
 * is bound by the one thing that all share, the writing of Y.
 */
package fcn.kernels.transposed;
