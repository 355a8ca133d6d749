/**
 * The inner loop of kernel work: one kernel on one shape, its values held against the reference and
 * its time taken, in seconds. In: a kernel and a {@link fcn.reference.layer.ConvolutionShape}. Out:
 * a {@link fcn.benchmarks.check.CheckResult}.
 */
package fcn.benchmarks.check;
