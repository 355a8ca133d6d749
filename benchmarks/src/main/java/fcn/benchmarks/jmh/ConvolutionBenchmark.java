package fcn.benchmarks.jmh;

import fcn.kernels.convolution.Convolutions;
import fcn.reference.layer.ShapeDescriptor;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * One run of one kernel on one convolution with bias and ReLU.
 *
 * <p>JMH's own threads stay at 1: the kernel shares its work among {@link #threads} of a team.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {
    /** A descriptor, see {@link ShapeDescriptor}. */
    @Param("ic64oc64_ih698oh698kh3sh1ph1dh0_iw532ow532kw3sw1pw1dw0")
    public String shape;

    /** A line of the catalogue. */
    @Param public Convolutions kernel;

    /** Threads of the team; 0 takes every core. */
    @Param("0")
    public int threads;

    private TimedKernel timed;

    /** Draws the values, prepares the kernel and runs it until it is compiled. */
    @Setup
    public void prepare() {
        int team = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        timed = new TimedKernel(kernel, ShapeDescriptor.parse(shape), team);
        timed.warmUp();
    }

    /** Runs it. */
    @Benchmark
    public float[] run() {
        return timed.run();
    }

    /** Ends the team. */
    @TearDown
    public void close() {
        timed.close();
    }
}
