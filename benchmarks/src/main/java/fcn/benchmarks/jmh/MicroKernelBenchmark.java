package fcn.benchmarks.jmh;

import fcn.kernels.cache.CacheLine;
import fcn.kernels.gemm.MacroKernel;
import fcn.kernels.layout.Layout;

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
 * Claim: C2 keeps the accumulators of {@link MacroKernel}'s micro-kernels in registers, at every
 * vector width. With operands in the caches the secondary figure {@code flop} comes within some
 * percent of the FMA peak that {@code machine} prints; half of it means spills.
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

    @Param MacroKernel macroKernel;

    /** K of the product; 48 rows of K floats and a panel of B stay in the second-level cache. */
    @Param({"64", "256", "512"})
    int k;

    private static final int ROWS = 48;

    private float[] a;
    private float[] b;
    private float[] c;

    @Setup
    public void fill() {
        int columns = macroKernel.columns(1);
        a = new float[CacheLine.array(k * ROWS)];
        b = new float[CacheLine.array(k * columns)];
        c = new float[CacheLine.array(columns * ROWS)];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
    }

    @Benchmark
    public float[] panels(Operations operations) {
        int plane = ROWS * macroKernel.strip();
        int panel = k * macroKernel.columns();
        int panels = macroKernel.columns(1) / macroKernel.columns();
        int from = CacheLine.START;
        macroKernel.multiply(
                a,
                from,
                plane,
                ROWS,
                k / macroKernel.strip(),
                b,
                from,
                panel,
                panels,
                panels * macroKernel.columns(),
                c,
                from,
                ROWS * Layout.BLOCK,
                false);
        operations.flop += 2.0 * ROWS * macroKernel.columns(1) * k;
        return c;
    }
}
