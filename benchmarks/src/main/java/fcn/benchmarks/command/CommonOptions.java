package fcn.benchmarks.command;

import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Ranking;
import fcn.kernels.session.Forecast;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Saving;
import fcn.kernels.session.Session;
import fcn.reference.caffe.Caffemodel;
import fcn.reference.caffe.Prototxt;
import fcn.reference.fcn8s.Fcn8s;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.SyntheticWeights;
import fcn.reference.network.Weights;
import fcn.reports.plan.PlanFile;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Options that every command takes, and what they stand for. */
final class CommonOptions {
    private static final String EMBEDDED = "fcn8s";
    private static final String SYNTHETIC = "synthetic";

    /** What runs a network. */
    enum EngineChoice {
        PLANNED,
        REFERENCE
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            defaultValue = EMBEDDED,
            description = "A network as Caffe's deploy.prototxt; default the embedded fcn8s.")
    private String model;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            defaultValue = SYNTHETIC,
            description = "A .caffemodel; default synthetic: by formula, trained on nothing.")
    private String weights;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "planned",
            description = "planned: the plan's kernels; reference: plain loops, slow.")
    EngineChoice engine;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            defaultValue = "auto",
            description =
                    "A plan.prototxt: which kernel runs which layer. Or auto, the default: the best"
                            + " by what 'plan' measured here, else, or for few pictures, by a"
                            + " built-in ranking, which is ready sooner; measure: measured now"
                            + " where it never was, a minute or two; ranking; once: that for one"
                            + " image, which keeps no large weights but reads them in each run.")
    private String plan;

    @Option(
            names = "--without",
            paramLabel = "SAVING",
            split = ",",
            description =
                    "Do work that need not be done: frame, fusion, fc6, transposed, error; see"
                            + " savings.")
    private Set<Without> without = EnumSet.noneOf(Without.class);

    @Option(
            names = "--bands",
            description =
                    "Run convolutions with a large map between them in turn over bands: less memory;"
                            + " see savings.")
    private boolean bands;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Threads.class,
            description = "Default all cores.")
    private Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where files go; created. Default the current folder.")
    Path out;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result there too, for a program.")
    private Path json;

    @Option(names = "--quiet", description = "Nothing but results: no progress.")
    boolean quiet;

    /** Runs that make up for preparing what was measured to be the fastest, about. */
    private static final int MANY_RUNS = 32;

    private boolean announced;

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** One thread and all, or what was asked for. */
    List<Integer> threadCounts() {
        return threads != null || threads() == 1 ? List.of(threads()) : List.of(1, threads());
    }

    PrintWriter output() {
        return spec.commandLine().getOut();
    }

    PrintWriter errors() {
        return spec.commandLine().getErr();
    }

    /** The network on inputs of a size; without one as described, FCN-8s at 500x334. */
    Network network(Size size) {
        boolean embedded = model.equals(EMBEDDED);
        Network network = embedded ? Fcn8s.network() : Prototxt.read(Path.of(model));
        Size chosen = size == null && embedded ? Size.PORTRAIT : size;
        return chosen == null ? network : network.resized(1, chosen.height(), chosen.width());
    }

    Weights weights(Shapes shapes) {
        return weights.equals(SYNTHETIC)
                ? new SyntheticWeights(shapes)
                : Caffemodel.read(Path.of(weights), shapes);
    }

    /** Where the weights come from, for people. */
    String weightsName() {
        return weights.equals(SYNTHETIC) ? "synthetic (by formula, trained on nothing)" : weights;
    }

    boolean isSynthetic() {
        return weights.equals(SYNTHETIC);
    }

    /** Model and weights as on the command line, files by name alone; empty for the defaults. */
    String options() {
        return (model.equals(EMBEDDED) ? "" : " --model " + Path.of(model).getFileName())
                + (isSynthetic() ? "" : " --weights " + weightsFile());
    }

    /** The weights' file by name, without its folder. */
    String weightsFile() {
        return String.valueOf(Path.of(weights).getFileName());
    }

    /** The plan that was asked for, without what was switched off. */
    Plan plan(Network network) {
        return plan(network, chosen(network));
    }

    private Plan plan(Network network, Plan chosen) {
        return Without.plan(chosen, network, without);
    }

    private Plan chosen(Network network) {
        if (plan.equals("ranking")) {
            return Ranking.plan(network);
        }
        if (plan.equals("once")) {
            return Ranking.once(network);
        }
        if (!plan.equals("auto") && !plan.equals("measure")) {
            return PlanFile.read(Path.of(plan), network, Tuning.origin(threads()), this::warn);
        }
        Tuning tuning = new Tuning(this, network);
        if (plan.equals("measure")) {
            tuning.measure();
        }
        if (!tuning.knows()) {
            return Ranking.plan(network);
        }
        PlanSearch search = tuning.search();
        return search.plan(search.frugal());
    }

    /** Says that something was passed over, in a line. */
    void warn(String what) {
        errors().println("fcn: warning: " + what);
        errors().flush();
    }

    /** Refuses a network that the heap cannot hold, before anything is allocated. */
    void requireHeap(Network network, Plan plan, Kept keep, Set<Saving> savings) {
        Heap.require(
                work(network), Forecast.requiredBytes(network, plan, keep, savings, threads()));
    }

    Session session(Network network, Plan plan, Kept keep) {
        return session(network, plan, keep, savings());
    }

    /** What is left out, by --without and --bands. */
    Set<Saving> savings() {
        return Without.savings(without, bands);
    }

    /** As {@link #session(Network, Plan, Kept)}, with these savings, whatever was asked for. */
    Session session(Network network, Plan plan, Kept keep, Set<Saving> savings) {
        return Session.prepare(
                network, weights(Shapes.of(network)), plan, keep, savings, threads());
    }

    /**
     * The network ready to run by the chosen engine; says where its weights come from.
     *
     * @param runs that are to come, about
     */
    Engine engine(Network network, Set<String> keep, int runs) {
        return engine(network, Kept.blobs(keep), runs);
    }

    /** As {@link #engine(Network, Set, int)}, perhaps with labels in the place of blobs. */
    Engine engine(Network network, Kept keep, int runs) {
        Shapes shapes = Shapes.of(network);
        if (engine == EngineChoice.REFERENCE) {
            Set<String> held = new LinkedHashSet<>(keep.blobs());
            held.addAll(keep.labels());
            Heap.require(work(network), Engine.referenceBytes(network, held));
            return Engine.reference(network, announced(weights(shapes)), keep);
        }
        boolean soon = plan.equals("auto") && runs < MANY_RUNS;
        Plan ranking = runs == 1 ? Ranking.once(network) : Ranking.plan(network);
        Plan chosen = plan(network, soon ? ranking : chosen(network));
        requireHeap(network, chosen, keep, savings());
        return Engine.planned(
                Session.prepare(
                        network, announced(weights(shapes)), chosen, keep, savings(), threads()));
    }

    private Weights announced(Weights opened) {
        if (!quiet && !announced) {
            announced = true;
            errors().println("weights: " + weightsName());
            errors().flush();
        }
        return opened;
    }

    private static String work(Network network) {
        return "running '" + network.name() + "' on " + network.inputs().values();
    }

    /** Whether {@code --out} was given. */
    boolean isOutGiven() {
        return spec.commandLine().getParseResult().hasMatchedOption("--out");
    }

    /** Writes the result for a program, if one was asked for. */
    void writeJson(Object result) throws IOException {
        if (json != null) {
            OutputFile.writeJson(json, result);
        }
    }

    static final class Runs implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,4}")) {
                throw new TypeConversionException("'" + text + "' is no number from 1 to 99999");
            }
            return Integer.valueOf(text);
        }
    }

    static final class Threads implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,2}")) {
                throw new TypeConversionException(
                        "'" + text + "' is no number of threads from 1 to 999");
            }
            return Integer.valueOf(text);
        }
    }
}
