/**
 * Caffe's files: a text description comes in and a {@link fcn.reference.network.Network} goes out
 * ({@link fcn.reference.caffe.Prototxt}); a binary file of weights comes in and {@link
 * fcn.reference.network.Weights} go out ({@link fcn.reference.caffe.Caffemodel}). Nothing else here
 * is public, and nothing else uses protobuf. A new layer type is its message in parameters.proto,
 * its field in caffe.proto and a line in {@code LayerTypes}.
 */
package fcn.reference.caffe;
