/**
 * A network made ready to run: a plan, a network and weights in, a {@link
 * fcn.kernels.session.Session} out.
 *
 * <p>{@link fcn.kernels.session.Lowering} turns layers into stages (one value written by each),
 * fuses them and inserts conversions of layout; {@link fcn.kernels.session.Arena} gives the values
 * their memory; the session prepares the stages' kernels and {@link
 * fcn.kernels.operation.Operations} the rest.
 */
package fcn.kernels.session;
