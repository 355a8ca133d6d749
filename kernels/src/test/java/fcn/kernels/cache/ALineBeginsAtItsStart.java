package fcn.kernels.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where an array's object begins a cache line, so does its element {@link CacheLine#START}. */
class ALineBeginsAtItsStart {
    private static final int LINE_BYTES = 64;

    @Test
    void ofAnArrayThatBeginsOne() throws ReflectiveOperationException {
        // By name, as the compiler warns of its import and cannot be told not to.
        int header =
                Class.forName("sun.misc.Unsafe").getField("ARRAY_FLOAT_BASE_OFFSET").getInt(null);
        assertThat((header + CacheLine.START * Float.BYTES) % LINE_BYTES).isZero();
    }
}
