/** The one vector width. */
package fcn.kernels.simd;
