package fcn.kernels.cache;

import fcn.kernels.simd.Species;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Brings lines of an array into the cache before they are read. Java has no instruction for it, and
 * a load keeps what follows from retiring until its line has come. A store of no lane does not: it
 * waits behind what has retired, its line comes, and nothing is changed.
 */
public final class Prefetch {
    /** System property that says {@code true} or {@code false} in the place of the machine. */
    public static final String PROPERTY = "fcn.prefetch";

    /**
     * Whether it pays: on cores with AMX, Intel's since Sapphire Rapids, where it was measured. An
     * older Xeon brings no line for such a store.
     */
    public static final boolean USEFUL = useful(System.getProperty(PROPERTY));

    /** No lane: what a vector stores under it asks for its line. */
    public static final VectorMask<Float> NO_LANE = VectorMask.fromLong(Species.FLOAT, 0);

    private Prefetch() {}

    /**
     * Asks for the lines that begin at {@code from} and before {@code end}: sixteen at once come as
     * soon as one at a time, of sixty-four nothing is gained.
     */
    public static void lines(float[] array, int from, int end) {
        FloatVector any = FloatVector.zero(Species.FLOAT);
        for (int i = from; i < end; i += CacheLine.FLOATS) {
            any.intoArray(array, i, NO_LANE);
        }
    }

    private static boolean useful(String asked) {
        return asked == null
                ? Species.REGISTERS == 32 && amx(Path.of("/proc/cpuinfo"))
                : Boolean.parseBoolean(asked);
    }

    static boolean amx(Path cpuinfo) {
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            return lines.anyMatch(line -> line.startsWith("flags") && line.contains(" amx_tile"));
        } catch (IOException e) {
            return false;
        }
    }
}
