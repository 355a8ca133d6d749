package fcn.benchmarks.jmh;

import fcn.kernels.Catalogue;
import fcn.kernels.clock.Phase;
import fcn.reference.BadInputException;
import fcn.reference.layer.ShapeDescriptor;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * Where a run's time goes: the primary metric is a run, the secondary ones are the runs counted and
 * the nanoseconds of each phase, of all threads and runs together, and the bytes of workspace of
 * all runs together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Dfcn.phases=true"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PhaseBenchmark {
    /** A descriptor, see {@link ShapeDescriptor}. */
    @Param("ic64oc64_ih698oh698kh3sh1ph1dh0_iw532ow532kw3sw1pw1dw0")
    public String shape;

    /** A line of either catalogue. */
    @Param("WINOGRAD_F4")
    public String kernel;

    /** Threads of the team; 0 takes every core. */
    @Param("0")
    public int threads;

    private TimedKernel timed;

    /** Secondary metrics, named as the phases are. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Phases {
        public long runs;
        public long pack;
        public long transform_input;
        public long transform_weights;
        public long multiply;
        public long transform_output;
        public long store;
        public long workspace_bytes;

        void add(TimedKernel timed) {
            runs++;
            workspace_bytes += timed.workspaceBytes();
            pack += Phase.PACK.drain();
            transform_input += Phase.TRANSFORM_INPUT.drain();
            transform_weights += Phase.TRANSFORM_WEIGHTS.drain();
            multiply += Phase.MULTIPLY.drain();
            transform_output += Phase.TRANSFORM_OUTPUT.drain();
            store += Phase.STORE.drain();
        }
    }

    /** Draws the values, prepares the kernel and runs it until it is compiled. */
    @Setup
    public void prepare() {
        int team = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        timed =
                new TimedKernel(
                        Catalogue.find(kernel)
                                .orElseThrow(
                                        () -> new BadInputException("no kernel '" + kernel + "'")),
                        ShapeDescriptor.parse(shape),
                        team);
        timed.warmUp();
        for (Phase phase : Phase.values()) {
            phase.drain();
        }
    }

    /** Runs it and reads the clocks. */
    @Benchmark
    public float[] run(Phases phases) {
        float[] output = timed.run();
        phases.add(timed);
        return output;
    }

    /** Ends the team. */
    @TearDown
    public void close() {
        timed.close();
    }
}
