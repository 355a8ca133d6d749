/**
 * A network made ready to run: a plan, a network and weights in, a {@link
 * fcn.kernels.session.Session} out.
 *
 * <p>{@link fcn.kernels.session.Lowering} turns layers into stages (one value written by each),
 * {@link fcn.kernels.session.Fusion} joins them, leaves out what no input can change ({@link
 * fcn.kernels.session.Frames}), {@link fcn.kernels.session.Conversions} inserts conversions of
 * layout and {@link fcn.kernels.session.Banding}, where asked for, joins layers that run in turn
 * over bands of a map ({@link fcn.kernels.session.Bands}); {@link fcn.kernels.session.Lifetimes}
 * says how long values are needed, {@link fcn.kernels.session.Arena} gives them their memory; the
 * session prepares the stages' kernels and {@link fcn.kernels.operation.Operations} the rest.
 */
package fcn.kernels.session;
