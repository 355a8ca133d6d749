/** The one vector width, and the cache lines that vectors lie in. */
package fcn.kernels.simd;
