package fcn.kernels.session;

import fcn.kernels.threads.Team;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays that one size of input after the other uses: kept, and replaced by larger ones only. */
final class Memory {
    private final List<float[]> slabs = new ArrayList<>();
    private float[][][] scratch = new float[0][][];

    /**
     * Arrays of at least that many floats, the same for the same index. The team makes those that
     * are missing: where memory is new, clearing it takes longer than a layer.
     */
    List<float[]> slabs(List<Integer> floats, Team team) {
        int count = floats.size();
        float[][] arrays = new float[count][];
        for (int i = 0; i < count; i++) {
            boolean kept = i < slabs.size() && slabs.get(i).length >= floats.get(i);
            arrays[i] = kept ? slabs.get(i) : null;
        }
        slabs.subList(0, Math.min(count, slabs.size())).clear(); // given back before they are made
        team.run(
                count,
                (i, thread) -> {
                    if (arrays[i] == null) {
                        arrays[i] = new float[floats.get(i)];
                    }
                });
        slabs.addAll(0, Arrays.asList(arrays));
        return slabs.subList(0, count);
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
