/** A fixed team of threads and the tasks it shares out. */
package fcn.kernels.threads;
