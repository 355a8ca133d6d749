package fcn.kernels.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays shared by storages whose lifetimes do not meet. Storages are placed from the largest to
 * the smallest, each into the smallest array that is free during its life, or else into a new one
 * (Pisarchyk and Lee, Efficient memory management for deep neural net inference, 2020: greedy by
 * size).
 */
final class Arena {
    private static final class Slab {
        private final long floats;
        private final List<Value.Storage> tenants = new ArrayList<>();

        Slab(long floats) {
            this.floats = floats;
        }

        boolean free(Value.Storage storage) {
            return tenants.stream().allMatch(t -> t.last < storage.first || storage.last < t.first);
        }
    }

    private final List<Slab> slabs = new ArrayList<>();
    private final Map<Value.Storage, Slab> places = new HashMap<>();

    Arena(List<Value.Storage> storages) {
        List<Value.Storage> bySize = new ArrayList<>(storages);
        bySize.sort(Comparator.comparingLong((Value.Storage s) -> s.floats).reversed());
        for (Value.Storage storage : bySize) {
            Slab slab =
                    slabs.stream()
                            .filter(s -> s.free(storage))
                            .min(Comparator.comparingLong(s -> s.floats))
                            .orElseGet(() -> add(storage.floats));
            slab.tenants.add(storage);
            places.put(storage, slab);
        }
    }

    private Slab add(long floats) {
        Slab slab = new Slab(floats);
        slabs.add(slab);
        return slab;
    }

    long bytes() {
        return slabs.stream().mapToLong(slab -> slab.floats * Float.BYTES).sum();
    }

    /** How long the shared arrays must be. */
    List<Integer> floats() {
        return slabs.stream().map(slab -> Math.toIntExact(slab.floats)).toList();
    }

    /** The array of each storage, of at least its length, among arrays of {@link #floats}. */
    Map<Value.Storage, float[]> among(List<float[]> arrays) {
        Map<Value.Storage, float[]> found = new HashMap<>();
        places.forEach((storage, slab) -> found.put(storage, arrays.get(slabs.indexOf(slab))));
        return found;
    }
}
