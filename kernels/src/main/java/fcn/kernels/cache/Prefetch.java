package fcn.kernels.cache;

import fcn.kernels.simd.Species;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings lines of an array into the cache before they are read. Java has no instruction for it, and
 * a load keeps what follows from retiring until its line has come. A store of no lane does not: it
 * waits behind what has retired, its line comes, and nothing is changed.
 */
public final class Prefetch {
    /** System property that says {@code true} or {@code false} in the place of the machine. */
    public static final String PROPERTY = "fcn.prefetch";

    private static final Set<String> FLAGS = flags(Path.of("/proc/cpuinfo"));

    /**
     * Whether it pays: measured on Intel's cores with AMX and on AMD's Zen 4 and Zen 5, those with
     * 32 registers, which Linux tells by these flags. An older Xeon brings no line for such a
     * store.
     */
    public static final boolean USEFUL = pays("amx_tile", "sse4a");

    /** Whether it pays even for a map that has to be copied into strips: not on AMD's. */
    public static final boolean WORTH_A_COPY = pays("amx_tile");

    /** Of what is not stored: a narrow vector's line comes sooner than a wide one's. */
    public static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;

    /** No lane: what a vector stores under it asks for its line. */
    public static final VectorMask<Float> NO_LANE = VectorMask.fromLong(NARROW, 0);

    private Prefetch() {}

    /**
     * Asks for the lines that begin at {@code from} and before {@code end}: sixteen at once come as
     * soon as one at a time, of sixty-four nothing is gained.
     */
    public static void lines(float[] array, int from, int end) {
        FloatVector any = FloatVector.zero(NARROW);
        for (int i = from; i < end; i += CacheLine.FLOATS) {
            any.intoArray(array, i, NO_LANE);
        }
    }

    private static boolean pays(String... any) {
        String asked = System.getProperty(PROPERTY);
        return asked == null
                ? Species.REGISTERS == 32 && !Collections.disjoint(FLAGS, Set.of(any))
                : Boolean.parseBoolean(asked);
    }

    /** What the first processor can do, as Linux tells; nothing where there is no such file. */
    static Set<String> flags(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(line.replaceFirst(".*: ", "").split(" "))))
                    .orElse(Set.of());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
