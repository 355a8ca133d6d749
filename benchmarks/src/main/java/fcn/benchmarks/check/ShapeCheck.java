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
    private final double peakGflops;
    private final Team team;
    private final Map<Values.Kind, Values> values = new EnumMap<>(Values.Kind.class);
    private final Map<Values.Kind, Expected> expected = new EnumMap<>(Values.Kind.class);

    /**
     * A check of one shape.
     *
     * @param name what the shape is called in results
     * @param kind of values; null: integers where the kernel is exact on them, else reals
     * @param peakGflops of the team's threads, to show shares of; 0 for no timing
     */
    public ShapeCheck(
            String name, ConvolutionShape shape, Values.Kind kind, double peakGflops, Team team) {
        this.name = name;
        this.shape = shape;
        this.kind = kind;
        this.peakGflops = peakGflops;
        this.team = team;
    }

    /** Runs a kernel, compares, and takes its time. */
    public CheckResult check(Kernel kernel) {
        ConvolutionKernel algorithm = kernel.algorithm();
        String unsupported = algorithm.unsupported(shape).orElse("");
        if (!unsupported.isEmpty()) {
            return CheckResult.skipped(kernel.name(), name, unsupported);
        }
        Values.Kind chosen =
                kind != null
                        ? kind
                        : algorithm.exactOnIntegers() ? Values.Kind.INTEGER : Values.Kind.REAL;
        Values given = values.computeIfAbsent(chosen, k -> Values.of(shape, k));
        Expected wanted = expected.computeIfAbsent(chosen, k -> Expected.of(shape, given));
        PreparedConvolution prepared =
                algorithm.prepare(
                        shape, Epilogue.NONE, given.weights().data(), given.bias().data(), team);
        float[] input = new float[algorithm.inputLayout().floats(shape.input())];
        LayoutConversion.convert(
                shape.input(),
                given.input().data(),
                Layout.NCHW,
                input,
                algorithm.inputLayout(),
                team);
        float[] output = poisoned(algorithm.outputLayout().floats(shape.output()));
        float[] workspace = poisoned(prepared.workspaceFloats(team.threads()));
        Runnable run = () -> prepared.run(input, output, workspace, team);
        long first = Timing.nanos(run);
        boolean exact = chosen == Values.Kind.INTEGER && algorithm.exactOnIntegers();
        Comparison comparison =
                Comparison.of(
                        shape.output(),
                        planar(algorithm, output),
                        wanted,
                        exact ? 0 : algorithm.errorBound(shape));
        Double milliseconds = peakGflops > 0 ? Timing.medianMilliseconds(run, first) : null;
        Double gflops = milliseconds == null ? null : shape.flops() / milliseconds / 1e6;
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
                milliseconds,
                gflops,
                gflops == null ? null : gflops / peakGflops);
    }

    private float[] planar(ConvolutionKernel algorithm, float[] output) {
        if (algorithm.outputLayout() == Layout.NCHW) {
            return output;
        }
        Shape map = shape.output();
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
