/**
 * A network made ready to run: a plan, a network and weights in, a {@link
 * fcn.kernels.session.Session} out.
 *
 * <p>{@link fcn.kernels.session.Lowering} turns layers into stages (one value written by each),
 * {@link fcn.kernels.session.Fusion} joins them, leaves out what no input can change ({@link
 * fcn.kernels.session.Frames}), inserts conversions of layout and joins layers that run in turn
 * over bands of a map ({@link fcn.kernels.session.Banding}); {@link fcn.kernels.session.Arena}
 * gives the values their memory; the session prepares the stages' kernels and {@link
 * fcn.kernels.operation.Operations} the rest.
 */
package fcn.kernels.session;
