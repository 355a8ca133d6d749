/**
 * Layers put together: {@link fcn.reference.network.Network} is their order and the blobs between
 * them, {@link fcn.reference.network.Shapes} all shapes that follow from the inputs', {@link
 * fcn.reference.network.Weights} where the learned blobs come from, be it a file or a formula.
 * Another source of weights is another implementation of that interface.
 */
package fcn.reference.network;
