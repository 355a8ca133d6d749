/**
 * What real Caffe computed, against the reference and against planned runs. A folder of {@code
 * caffe-golden} is a network, its weights, and every blob of one run; a new one is found by itself.
 */
package fcn.goldens;
