package fcn.kernels.cache;

/**
 * Where cache lines begin in an array of floats: its elements follow 16 bytes of header, so that
 * element {@link #START}, and each 16 further, begins a line where objects do (the launcher asks
 * for {@code -XX:ObjectAlignmentInBytes=64}). A vector of 512 bits then never reaches over two
 * lines. Where objects begin elsewhere, that is lost, and nothing else.
 */
public final class CacheLine {
    /** Floats that are left empty before the first line. */
    public static final int START = 12;

    /** Floats of a line. */
    public static final int FLOATS = 16;

    private CacheLine() {}

    /** {@code floats} and what is left empty before them. */
    public static int array(int floats) {
        return Math.addExact(START, floats);
    }
}
