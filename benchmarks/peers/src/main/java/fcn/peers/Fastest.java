package fcn.peers;

import fcn.benchmarks.peers.Peer.Prepared;
import fcn.reference.tensor.Tensor;

import java.util.Map;

/** The fastest of several ways to run the same, measured; the others are closed. */
final class Fastest {
    private static final int WARM_UP = 2;
    private static final int RUNS = 5;

    private Fastest() {}

    /**
     * Measures.
     *
     * @throws IllegalStateException when there is none
     */
    static Prepared of(Map<String, Prepared> offered, Tensor input) {
        Prepared best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Prepared> entry : offered.entrySet()) {
            Prepared one = entry.getValue();
            double milliseconds = offered.size() == 1 ? 0 : milliseconds(one, input);
            System.err.println(entry.getKey() + " " + milliseconds + " ms " + one.algorithm());
            if (milliseconds < least) {
                if (best != null) {
                    best.close();
                }
                best = one;
                least = milliseconds;
            } else {
                one.close();
            }
        }
        if (best == null) {
            throw new IllegalStateException("it has no implementation for this shape");
        }
        return best;
    }

    private static double milliseconds(Prepared prepared, Tensor input) {
        prepared.write(input);
        double least = Double.POSITIVE_INFINITY;
        for (int i = -WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            prepared.run();
            if (i >= 0) {
                least = Math.min(least, (System.nanoTime() - start) / 1e6);
            }
        }
        return least;
    }
}
