package fcn.benchmarks.jmh;

import static fcn.kernels.gemm.MicroKernel.COLUMNS;
import static fcn.kernels.gemm.MicroKernel.ROWS;

import fcn.kernels.gemm.MicroKernel;
import fcn.kernels.gemm.PackedGemm;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Claim: C2 keeps the accumulators of {@link MicroKernel} in registers, at every vector width. With
 * operands in the caches the secondary figure {@code flop} comes within some percent of the FMA
 * peak that {@code machine} prints; half of it means spills.
 *
 * <p>{@code jmh MicroKernelBenchmark}, and with {@code -jvmArgsAppend -Dfcn.vector.bits=256}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class MicroKernelBenchmark {
    /** Floating-point operations, which JMH gives for each second. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Operations {
        public double flop;
    }

    /** K of the product; 64 rows of K floats and a panel of B stay in the second-level cache. */
    @Param({"64", "256", "512"})
    int k;

    private static final int GROUPS = 4;

    private float[] a;
    private float[] b;
    private float[] c;

    @Setup
    public void fill() {
        a = new float[k * GROUPS * ROWS];
        b = new float[k * COLUMNS];
        c = new float[GROUPS * ROWS * PackedGemm.columns(COLUMNS)];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
    }

    @Benchmark
    public float[] panel(Operations operations) {
        int rows = GROUPS * ROWS;
        int plane = rows * 16;
        PackedGemm.multiply(a, 0, plane, rows, k / 16, b, 0, b.length, 1, c, 0, plane, false);
        operations.flop += 2.0 * rows * COLUMNS * k;
        return c;
    }
}
