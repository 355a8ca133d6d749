package fcn.peers;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * OpenBLAS's {@code cblas_sgemm}, called on Java's arrays where they lie: the bindings that come
 * with it would copy them.
 */
final class Sgemm {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = library();
    private static final MethodHandle SGEMM =
            LINKER.downcallHandle(
                    LIBRARY.findOrThrow("cblas_sgemm"),
                    FunctionDescriptor.ofVoid(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_FLOAT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_FLOAT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT),
                    Linker.Option.critical(true));

    private Sgemm() {}

    /** Unpacked and loaded by its bindings, then looked up by itself. */
    private static SymbolLookup library() {
        Path bindings = Path.of(Loader.load(openblas_nolapack.class));
        return SymbolLookup.libraryLookup(
                bindings.resolveSibling("libopenblas.so.0"), java.lang.foreign.Arena.global());
    }

    static void threads(int count) {
        try {
            LINKER.downcallHandle(
                            LIBRARY.findOrThrow("openblas_set_num_threads"),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                    .invokeExact(count);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Version and build options. */
    static String version() {
        return text("openblas_get_config");
    }

    /** The processor whose kernels run. */
    static String core() {
        return text("openblas_get_corename");
    }

    private static String text(String function) {
        try {
            MemorySegment text =
                    (MemorySegment)
                            LINKER.downcallHandle(
                                            LIBRARY.findOrThrow(function),
                                            FunctionDescriptor.of(ValueLayout.ADDRESS))
                                    .invokeExact();
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** C = A B, row by row: M×K times K×N; with A stored as K×M where it is transposed. */
    static void multiply(boolean transposed, int m, int n, int k, float[] a, float[] b, float[] c) {
        try {
            SGEMM.invokeExact(
                    ROW_MAJOR,
                    transposed ? TRANSPOSED : PLAIN,
                    PLAIN,
                    m,
                    n,
                    k,
                    1f,
                    MemorySegment.ofArray(a),
                    transposed ? m : k,
                    MemorySegment.ofArray(b),
                    n,
                    0f,
                    MemorySegment.ofArray(c),
                    n);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
