/**
 * All kernels against each other on the layers of a network, each pair of kernel and shape timed by
 * JMH in JVMs of its own, within a budget of time. A network comes in; {@code results.json} and its
 * conditions go out, whole after each pair. A new kernel needs nothing here.
 */
package fcn.benchmarks.competition;
