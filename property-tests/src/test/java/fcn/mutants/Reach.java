package fcn.mutants;

import java.util.Arrays;

/** Which mutants' places a run has come by. */
public final class Reach {
    private static boolean[] seen = {};

    private Reach() {}

    /** What stands before each place. */
    public static void place(int number) {
        seen[number] = true;
    }

    static void of(int places) {
        seen = new boolean[places];
    }

    /** The places since the last call, for it to begin again. */
    static boolean[] take() {
        boolean[] taken = seen.clone();
        Arrays.fill(seen, false);
        return taken;
    }
}
