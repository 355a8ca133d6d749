/**
 * What JMH times: one run of one kernel on one shape. In come a kernel of a catalogue and a shape,
 * as JMH parameters; out comes the time of a run. A new kernel needs nothing here: the parameters
 * take every line of the catalogues.
 */
package fcn.benchmarks.jmh;
