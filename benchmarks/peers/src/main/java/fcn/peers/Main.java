package fcn.peers;

import fcn.benchmarks.peers.Server;

import java.io.IOException;

/**
 * {@code list}: the catalogue, a line each, name and jars apart by tabs. {@code NAME THREADS}:
 * serves that peer.
 */
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("list")) {
            for (Peers peer : Peers.values()) {
                System.out.println(
                        peer.name() + "\t" + peer.title + "\t" + String.join("\t", peer.jars));
            }
        } else {
            Server.serve(Peers.valueOf(arguments[0]).peer(Integer.parseInt(arguments[1])));
        }
    }
}
