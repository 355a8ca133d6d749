/**
 * What a layer is: one record per Caffe layer type, from input shapes to the shapes of outputs and
 * weights, with its FLOPs, all of which are stated here and nowhere else. No values are computed
 * here. A new type is a record, permitted by {@link fcn.reference.layer.Layer}; the compiler then
 * names every switch that has to know it.
 */
package fcn.reference.layer;
