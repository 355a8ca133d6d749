package fcn.kernels.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays that one size of input after the other uses: kept, and replaced by larger ones only. */
final class Memory {
    private final List<float[]> slabs = new ArrayList<>();
    private float[][][] scratch = new float[0][][];

    /** Arrays of at least that many floats, the same for the same index. */
    List<float[]> slabs(List<Integer> floats) {
        for (int i = 0; i < floats.size(); i++) {
            if (i == slabs.size()) {
                slabs.add(new float[floats.get(i)]);
            } else if (slabs.get(i).length < floats.get(i)) {
                slabs.set(i, new float[0]);
                slabs.set(i, new float[floats.get(i)]);
            }
        }
        return slabs.subList(0, floats.size());
    }

    /** Arrays of at least so many floats each, for a while in which none of the slabs is in use. */
    List<float[]> borrowed(List<Integer> floats) {
        List<float[]> left = new ArrayList<>(slabs);
        List<float[]> borrowed = new ArrayList<>();
        for (int least : floats) {
            int i = 0;
            while (i < left.size() && left.get(i).length < least) {
                i++;
            }
            borrowed.add(i < left.size() ? left.remove(i) : new float[least]);
        }
        return borrowed;
    }

    /** Arrays for each thread, of at least that many floats each. */
    float[][][] scratch(int threads, int[] floats) {
        if (scratch.length < threads) {
            scratch = new float[threads][floats.length][0];
        }
        for (float[][] own : scratch) {
            for (int i = 0; i < floats.length; i++) {
                if (own[i].length < floats[i]) {
                    own[i] = new float[floats[i]];
                }
            }
        }
        return scratch;
    }

    long bytes() {
        long floats = slabs.stream().mapToLong(slab -> slab.length).sum();
        for (float[][] own : scratch) {
            floats += Arrays.stream(own).mapToLong(array -> array.length).sum();
        }
        return floats * Float.BYTES;
    }
}
