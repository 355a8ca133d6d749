/**
 * Winograd's transforms: exact matrices from interpolation points, the hand-written passes that do
 * the same on vectors of channels, transformed weights, and weights that are transformed in a run,
 * from where they were packed or, streamed, from where they lie. To add a tile size, extend {@link
 * fcn.kernels.winograd.TileTransform}; a law holds its passes against its matrices. {@link
 * fcn.kernels.winograd.Tile} is what other transforms of tiles have in common with these.
 */
package fcn.kernels.winograd;
