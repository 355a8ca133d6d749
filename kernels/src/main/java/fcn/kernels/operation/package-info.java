/**
 * The layers of a network that are no convolutions. In: feature maps in a layout; out: a feature
 * map in the same one. Each class is one operation, prepared for a shape, that splits its work into
 * tasks for a team and allocates nothing ({@link fcn.kernels.operation.ByDefinition} apart). To add
 * one, write it and name it in {@link fcn.kernels.operation.Operations}.
 */
package fcn.kernels.operation;
