package fcn.benchmarks.command;

import fcn.benchmarks.check.CheckResult;
import fcn.benchmarks.check.CheckResult.Status;
import fcn.benchmarks.check.ShapeCheck;
import fcn.benchmarks.check.Values;
import fcn.benchmarks.machine.FmaPeak;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.threads.Team;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Shapes;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The inner loop of kernel work, in seconds. */
@Command(
        name = "check",
        header = "Checks and times kernels on shapes, in seconds.",
        description = {
            "The inner loop of kernel work: a line a kernel and shape with the largest error,"
                    + " GFLOP/s, the share of this machine's FMA peak, and PASSED, FAILED or"
                    + " SKIPPED.",
            "Outputs are compared with the reference, on large maps at the corners and at random"
                    + " pixels; output and workspace are filled with NaN before.",
            ""
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(
            index = "0",
            paramLabel = "KERNEL",
            description = "A kernel's name, a pattern of names such as WINOGRAD*, or ALL.")
    private String kernels;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SHAPE",
            description =
                    "A layer of the model, a pattern of layers, or a descriptor as benchdnn's:"
                            + " ic64oc64_ih56kh3ph1, deconv:ic21oc21_ih34kh4sh2.")
    private List<String> shapes = new ArrayList<>();

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "A list of shapes, one a line, # before comments.")
    private Path batch;

    @Option(
            names = "--deconv",
            description =
                    "The list's descriptors are of transposed convolutions, as after benchdnn's"
                            + " --deconv.")
    private boolean deconv;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the model's input; default as in shapes.")
    private Size size;

    @Option(
            names = "--values",
            paramLabel = "KIND",
            description =
                    "integer: small ones, results must be exact where the kernel's arithmetic is;"
                            + " real: within the kernel's bound; bilinear: the same, with weights"
                            + " that upsample, as FCN-8s has them. Default integer where exact.")
    private Values.Kind values;

    @Option(
            names = "--epilogue",
            paramLabel = "KIND",
            defaultValue = "none",
            description =
                    "none, relu, or relu_pool: what follows in the same pass, and is compared.")
    private Epilogue epilogue;

    @Option(
            names = "--runs",
            paramLabel = "N",
            converter = Runs.class,
            defaultValue = "0",
            description =
                    "Runs to take the median of, each followed by a few milliseconds of the FMA"
                            + " peak, whose median is the whole of the share. Default what 0.3 s"
                            + " allow, 9 at least; of a kernel that takes a second, one.")
    private Integer runs;

    @Option(names = "--no-timing", description = "Values only.")
    private boolean noTiming;

    /** Of the longest name in the table. */
    private int kernelWidth = 1;

    @Override
    public Integer call() throws IOException {
        List<NamedShape> named = named();
        List<Kernel> matching =
                Catalogue.all().stream().filter(k -> new Glob(kernels).test(k.name())).toList();
        if (matching.isEmpty()) {
            throw new BadInputException(
                    "no kernel is named '"
                            + kernels
                            + "'; there are "
                            + String.join(
                                    ", ", Catalogue.all().stream().map(Kernel::name).toList()));
        }
        kernelWidth = matching.stream().mapToInt(kernel -> kernel.name().length()).max().orElse(1);
        double peak = noTiming ? 0 : FmaPeak.gflops(common.threads());
        PrintWriter out = common.output();
        out.printf(
                "seed %d, %d threads%s%n",
                Values.SEED,
                common.threads(),
                peak > 0 ? ", FMA peak " + Units.decimals(peak, 1) + " GFLOP/s" : "");
        out.flush();
        List<CheckResult> results = new ArrayList<>();
        try (Team team = new Team(common.threads())) {
            for (NamedShape shape : named) {
                check(shape, matching, peak, team, results);
            }
        }
        long failed = results.stream().filter(r -> r.status() == Status.FAILED).count();
        long skipped = results.stream().filter(r -> r.status() == Status.SKIPPED).count();
        out.printf(
                "%d passed, %d failed, %d skipped%n",
                results.size() - failed - skipped, failed, skipped);
        common.writeJson(result(peak, results));
        return failed > 0 ? Failures.CHECK_FAILED : 0;
    }

    private List<NamedShape> named() throws IOException {
        if (deconv && batch == null) {
            throw new BadInputException(
                    "--deconv is about the list of --batch; write deconv: before a shape");
        }
        List<NamedShape> named = new ArrayList<>();
        for (String shape : shapes) {
            named.addAll(NamedShape.of(shape, this::network, 0));
        }
        if (batch != null) {
            named.addAll(ShapeList.read(batch, this::network, deconv));
        }
        if (named.isEmpty()) {
            throw new BadInputException(
                    "no shape to check; name a layer such as conv3_2, a descriptor such as"
                            + " ic64oc64_ih56kh3ph1, or a list with --batch FILE");
        }
        return named;
    }

    private Shapes network() {
        return Shapes.of(common.network(size));
    }

    private void check(
            NamedShape named,
            List<Kernel> matching,
            double peak,
            Team team,
            List<CheckResult> results) {
        if (named.shape() == null) {
            report(CheckResult.skipped("-", named.name(), named.unsupported()), results);
            return;
        }
        List<Kernel> ofKind =
                matching.stream()
                        .filter(k -> Catalogue.of(named.shape().transposed()).contains(k))
                        .toList();
        heap(named.name(), named.shape());
        ShapeCheck check =
                new ShapeCheck(named.name(), named.shape(), values, epilogue, peak > 0, runs, team);
        try {
            for (Kernel kernel : ofKind.isEmpty() ? matching : ofKind) {
                report(check.check(kernel), results);
            }
        } catch (OutOfMemoryError e) {
            throw Failures.heap(e);
        }
    }

    /** Input, output and weights, each as given, as magnitudes and as the kernel has them. */
    private static void heap(String name, ConvolutionShape shape) {
        long bytes = 3 * (shape.input().bytes() + shape.output().bytes() + shape.weights().bytes());
        Heap.require("checking " + name, bytes);
    }

    private void report(CheckResult result, List<CheckResult> results) {
        results.add(result);
        common.output().println(line(result));
        common.output().flush();
    }

    private String line(CheckResult result) {
        String kernel = "%-" + kernelWidth + "s";
        String start =
                ("%-7s " + kernel + " %s")
                        .formatted(result.status(), result.kernel(), result.shape());
        if (result.status() == Status.SKIPPED) {
            return start + "  " + result.reason();
        }
        StringBuilder line = new StringBuilder(start);
        if (result.exact()) {
            line.append(result.error() == 0 ? "  exact" : "  off by " + result.error());
        } else {
            line.append("  error ").append(Units.decimals(result.error(), 3)).append(" of bound");
        }
        line.append(" at ").append(result.pixels()).append(" px");
        if (result.gflops() != null) {
            line.append("  ").append(Units.decimals(result.gflops(), 1)).append(" GFLOP/s, ");
            line.append(Math.round(100 * result.peakShare())).append("% of peak");
            line.append(", ").append(result.runs()).append(result.runs() == 1 ? " run" : " runs");
        }
        if (!result.exact()) {
            line.append("  L2 error ").append("%.2e".formatted(result.l2Error()));
        }
        return result.reason().isEmpty() ? line.toString() : line + "  " + result.reason();
    }

    private Map<String, Object> result(double peak, List<CheckResult> results) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("threads", common.threads());
        result.put("fma_gflops", peak);
        result.put("epilogue", epilogue);
        result.put("checks", results);
        return result;
    }

    static final class Runs implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("0|[1-9]\\d{0,3}")) {
                throw new TypeConversionException("'" + text + "' is no number of runs to 9999");
            }
            return Integer.valueOf(text);
        }
    }
}
