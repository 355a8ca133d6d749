package fcn.kernels.session;

import fcn.kernels.cache.Caches;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Placement;
import fcn.kernels.region.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins two convolutions, the second of which alone reads the first, where the map between them is
 * large and cheap to make: they run over bands that stay in the second-level cache, and the map is
 * never in memory (Alwani et al., Fused-layer CNN accelerators, 2016). What neighbouring bands
 * share is computed twice.
 */
final class Banding {
    /** For this machine. */
    static final Banding HERE = new Banding(Caches.SECOND_LEVEL_BYTES);

    /**
     * Bands are multiples of so many outputs before pooling: tiles of 2, 4 and 6 fall as they do in
     * the whole map, so the bits are the same.
     */
    private static final int GRID = 12;

    /** A map's value is written to memory, its line read before that, and read. */
    private static final int BYTES_PER_VALUE = 3 * Float.BYTES;

    /** What a core multiplies and adds, at least, in the time in which memory brings a byte. */
    private static final double FLOPS_PER_BYTE = 4;

    /** A map has so many caches at least: bands enough to keep all threads busy alike. */
    private static final int LEAST_CACHES = 8;

    private final int cacheBytes;

    /** For a second-level cache of that size. */
    Banding(int cacheBytes) {
        this.cacheBytes = cacheBytes;
    }

    /** The stages, with pairs joined. */
    List<Stage> of(List<Stage> stages) {
        List<Stage> all = new ArrayList<>(stages);
        for (Stage first : stages) {
            List<Stage> readers =
                    all.stream().filter(s -> s.inputs.contains(first.output)).toList();
            boolean alone = readers.size() == 1 && first.output.kept.isEmpty();
            if (all.contains(first) && alone && fits(first) && fits(readers.getFirst())) {
                Stage second = readers.getFirst();
                Region band = band(first, second);
                if (!band.isEmpty() && pays(first, second, band)) {
                    all.set(all.indexOf(second), joined(first, second, band));
                    all.remove(first);
                }
            }
        }
        return all;
    }

    /** Whether it can run on a part of its input, and put what it makes into a larger map. */
    private static boolean fits(Stage stage) {
        if (!(stage.kind instanceof Stage.Convolve convolve)) {
            return false;
        }
        ConvolutionKernel algorithm = convolve.kernel().algorithm();
        return algorithm.places()
                && !algorithm.cuts()
                && !convolve.shape().transposed()
                && stage.inputs.size() == 1
                && stage.store == Placement.Store.PUT;
    }

    /**
     * The shape of a band, in the second layer's outputs: of those whose inputs the cache holds the
     * one of which least is computed twice; empty where there is none.
     */
    private Region band(Stage first, Stage second) {
        Region all = second.made();
        int unit = ((Stage.Convolve) second.kind).epilogue().pool() ? GRID / 2 : GRID;
        Region best = Region.NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int rows = unit; rows < all.rows().length() + unit; rows += unit) {
            for (int columns = unit; columns < all.columns().length() + unit; columns += unit) {
                Region band = Region.sized(rows, columns);
                Region read = second.reaches.getFirst().needed(band);
                long bytes = first.output.layout.floats(read.shape(first.output.shape));
                if (bytes * Float.BYTES > cacheBytes) {
                    break;
                }
                double twice = twice(second, band);
                if (twice < least) {
                    least = twice;
                    best = band;
                }
            }
        }
        return best;
    }

    /** The share of the map between that is computed a second time, or more. */
    private static double twice(Stage second, Region band) {
        Region read = second.reaches.getFirst().needed(band);
        Region next =
                second.reaches
                        .getFirst()
                        .needed(band.moved(band.rows().length(), band.columns().length()));
        double own =
                (double) (next.rows().from() - read.rows().from())
                        * (next.columns().from() - read.columns().from());
        return read.pixels() / own - 1;
    }

    /** Whether the map takes longer to be moved than its seams to be computed. */
    private boolean pays(Stage first, Stage second, Region band) {
        long values = first.output.layout.floats(first.output.buffer());
        double flops = (double) ((Stage.Convolve) first.kind).shape().flops() / values;
        return values * Float.BYTES > (long) LEAST_CACHES * cacheBytes
                && twice(second, band) * flops < FLOPS_PER_BYTE * BYTES_PER_VALUE;
    }

    private static Stage joined(Stage first, Stage second, Region band) {
        Stage stage =
                new Stage(
                        second.row,
                        new Stage.Bands(first, second, band),
                        first.inputs,
                        second.output);
        stage.reaches = List.of(first.reaches.getFirst().then(second.reaches.getFirst()));
        stage.unframed = second.unframed;
        return stage;
    }
}
