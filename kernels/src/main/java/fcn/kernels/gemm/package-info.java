/**
 * Matrix products for kernels to stand on: micro-kernels whose accumulators stay in registers,
 * packed panels, and the loops around them; {@link fcn.kernels.gemm.MacroKernel} names the ways.
 * What C2 makes of them is in {@code kernels/NOTES.md}.
 */
package fcn.kernels.gemm;
