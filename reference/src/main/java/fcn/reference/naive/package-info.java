/**
 * The definition of every layer as plain loops with a double accumulator: what all kernels are held
 * against.
 *
 * <p>Tensors in, new tensors out; {@link fcn.reference.naive.Naive} runs a layer, {@link
 * fcn.reference.naive.NaiveNetwork} a network. A new layer type is one file here and one line in
 * {@code Naive}. Nothing is shared with the kernels, and nothing is clever.
 */
package fcn.reference.naive;
