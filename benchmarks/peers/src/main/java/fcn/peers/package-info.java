/**
 * Other libraries on the same layers, a file for each and a line in {@link fcn.peers.Peers}. Each
 * runs in a process of its own, that {@code bench --peers} starts, in its own best way. A new peer
 * implements {@link fcn.benchmarks.peers.Peer}, gets a line in the catalogue and its jars in the
 * pom.
 */
package fcn.peers;
