package fcn.benchmarks.check;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.tensor.Shape;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Holds kernels against the reference on one shape. Outputs and workspaces are filled with NaN
 * before a run: what is left over, or read before it is written, shows.
 */
public final class ShapeCheck {
    private final String name;
    private final ConvolutionShape shape;
    private final Values.Kind kind;
    private final Epilogue epilogue;
    private final boolean timed;
    private final int runs;
    private final Team team;
    private final Map<Values.Kind, Values> values = new EnumMap<>(Values.Kind.class);
    private final Map<Values.Kind, Expected> expected = new EnumMap<>(Values.Kind.class);

    /**
     * A check of one shape.
     *
     * @param name what the shape is called in results
     * @param kind of values; null: integers where the kernel is exact on them, else reals
     * @param epilogue what the kernels do to their sums
     * @param timed whether to take times; {@code FmaPeak.gflops} has run
     * @param runs to take the median of; 0 for as many as some time allows
     */
    public ShapeCheck(
            String name,
            ConvolutionShape shape,
            Values.Kind kind,
            Epilogue epilogue,
            boolean timed,
            int runs,
            Team team) {
        this.name = name;
        this.shape = shape;
        this.kind = kind;
        this.epilogue = epilogue;
        this.timed = timed;
        this.runs = runs;
        this.team = team;
    }

    /** Runs a kernel, compares, and takes its time. */
    public CheckResult check(Kernel kernel) {
        ConvolutionKernel algorithm = kernel.algorithm();
        String unsupported = algorithm.unsupported(shape).orElse("");
        if (!unsupported.isEmpty()) {
            return CheckResult.skipped(kernel.name(), name, unsupported);
        }
        if (!algorithm.supports(epilogue)) {
            return CheckResult.skipped(kernel.name(), name, "epilogue " + epilogue);
        }
        Values.Kind chosen =
                kind != null
                        ? kind
                        : algorithm.exactOnIntegers() ? Values.Kind.INTEGER : Values.Kind.REAL;
        Values given = values.computeIfAbsent(chosen, k -> Values.of(shape, k));
        Expected wanted =
                expected.computeIfAbsent(chosen, k -> Expected.of(shape, epilogue, given));
        PreparedConvolution prepared =
                algorithm.prepare(
                        shape, epilogue, given.weights().data(), given.bias().data(), team);
        float[] input = new float[algorithm.inputLayout().floats(shape.input())];
        LayoutConversion.convert(
                shape.input(),
                given.input().data(),
                Layout.NCHW,
                input,
                algorithm.inputLayout(),
                team);
        float[] output = poisoned(algorithm.outputLayout().floats(epilogue.output(shape)));
        float[] workspace = poisoned(prepared.workspaceFloats(team.threads()));
        Runnable run = () -> prepared.run(input, output, workspace, team);
        long first = Timing.nanos(run);
        boolean exact = chosen == Values.Kind.INTEGER && algorithm.exactOnIntegers();
        Comparison comparison =
                Comparison.of(
                        epilogue.output(shape),
                        planar(algorithm, output),
                        wanted,
                        exact ? 0 : algorithm.errorBound(shape));
        Timing timing = timed ? Timing.of(run, first, runs, team) : null;
        Double gflops = timing == null ? null : shape.flops() / timing.milliseconds() / 1e6;
        return new CheckResult(
                kernel.name(),
                name,
                comparison.problem().isEmpty()
                        ? CheckResult.Status.PASSED
                        : CheckResult.Status.FAILED,
                comparison.problem(),
                comparison.error(),
                exact,
                wanted.pixels().size(),
                timing == null ? null : timing.milliseconds(),
                gflops,
                timing == null ? null : gflops / timing.peakGflops(),
                timing == null ? null : timing.peakGflops(),
                timing == null ? null : timing.runs(),
                comparison.l2());
    }

    private float[] planar(ConvolutionKernel algorithm, float[] output) {
        if (algorithm.outputLayout() == Layout.NCHW) {
            return output;
        }
        Shape map = epilogue.output(shape);
        float[] planar = new float[Math.toIntExact(map.count())];
        LayoutConversion.convert(map, output, algorithm.outputLayout(), planar, Layout.NCHW, team);
        return planar;
    }

    private static float[] poisoned(int length) {
        float[] array = new float[length];
        Arrays.fill(array, Float.NaN);
        return array;
    }
}
