/**
 * Our kernels beside other libraries: a network and a plan come in, {@link
 * fcn.reports.results.PeerResults} go out. Every entrant runs in a process of its own ({@link
 * fcn.benchmarks.peers.Entrant} says how it is started, {@link fcn.benchmarks.peers.Server} is what
 * runs in it, {@link fcn.benchmarks.peers.Worker} is our end of it) and they take turns. What
 * stands for a library implements {@link fcn.benchmarks.peers.Peer}, in a module that only the
 * profile {@code peers} builds; this package has our own alone, so that nothing here needs one of
 * the libraries.
 */
package fcn.benchmarks.peers;
