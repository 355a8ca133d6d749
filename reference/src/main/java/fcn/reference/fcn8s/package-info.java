/**
 * FCN-8s itself: the network ({@code fcn8s.prototxt} among the resources), how a picture becomes
 * its input, and the names and colours of the labels that come out. Another network of one's own
 * would be another such package.
 */
package fcn.reference.fcn8s;
