package fcn.benchmarks.peers;

import fcn.benchmarks.peers.Peer.Prepared;
import fcn.reference.tensor.Tensor;

import java.util.Map;

/** The fastest of several ways to run the same, measured; the others are closed. */
public final class Fastest {
    private static final int RUNS = 7;

    /** Of runs: long ones differ little from one to the next. */
    private static final double ENOUGH = 300;

    private Fastest() {}

    /**
     * Measures.
     *
     * @throws IllegalStateException when there is none
     */
    public static Prepared of(Map<String, Prepared> offered, Tensor input) {
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
        prepared.run();
        double least = Double.POSITIVE_INFINITY;
        double spent = 0;
        for (int i = 0; i < RUNS && (i < 2 || spent < ENOUGH); i++) {
            long start = System.nanoTime();
            prepared.run();
            double milliseconds = (System.nanoTime() - start) / 1e6;
            least = Math.min(least, milliseconds);
            spent += milliseconds;
        }
        return least;
    }
}
