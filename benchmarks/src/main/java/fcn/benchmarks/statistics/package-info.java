/** What is said of several figures in one. */
package fcn.benchmarks.statistics;
