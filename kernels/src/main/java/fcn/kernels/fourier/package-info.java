/**
 * The discrete Fourier transform of small tiles, on vectors of channels. In: real pixels and
 * weights; out: complex frequencies, see {@link fcn.kernels.winograd.Tile}.
 */
package fcn.kernels.fourier;
