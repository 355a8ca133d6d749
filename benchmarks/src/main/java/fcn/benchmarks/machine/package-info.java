/**
 * What this machine is and what it can do at most: its description, and probes for the roofs that
 * no kernel can exceed, multiply-adds from registers and reads from caches and memory. Shares of
 * the peak are shares of what {@link fcn.benchmarks.machine.FmaPeak} measures.
 */
package fcn.benchmarks.machine;
