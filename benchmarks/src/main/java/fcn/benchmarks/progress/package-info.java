/**
 * How far long work is, for the person who waits: steps come in; a bar, or lines, go to standard
 * error.
 */
package fcn.benchmarks.progress;
