package fcn.benchmarks.peers;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.layout.Layout;
import fcn.kernels.layout.LayoutConversion;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.kernels.session.Kept;
import fcn.kernels.session.Saving;
import fcn.kernels.session.Session;
import fcn.kernels.threads.Team;
import fcn.reference.caffe.Prototxt;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.plan.PlanFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Our own entrant: on a layer its fastest kernel, on the network a session. */
final class Ours implements Peer {
    /** With a plan that was measured, and all of the usual savings. */
    static final String PLANNED = "planned";

    /** The same but for the frame. */
    static final String WHOLE = "whole";

    /** With all savings, by the built-in ranking for one image, as segment runs it. */
    static final String RANKED = "ranked";

    private static final double WARM_SECONDS = 0.5;

    private final Path folder;
    private final boolean ranked;
    private final Set<Saving> savings;
    private final int threads;
    private final Team team;

    private Ours(Path folder, String how, int threads) {
        this.folder = folder;
        this.ranked = how.equals(RANKED);
        this.savings = EnumSet.copyOf(Saving.DEFAULT);
        if (how.equals(WHOLE)) {
            savings.remove(Saving.FRAME);
        }
        this.threads = threads;
        this.team = new Team(threads);
    }

    /** Serves: the model's folder, one of the three ways, threads. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Server.serve(new Ours(folder, arguments[1], Integer.parseInt(arguments[2])));
    }

    /** The plan of a network for so many threads. */
    static Path plan(Path folder, int threads) {
        return folder.resolve("plan-" + threads + ".prototxt");
    }

    /** As a plan the fastest kernel of each layer by itself, rank 0, and who come after it. */
    static Path fastest(Path folder, int threads, int rank) {
        return folder.resolve("fastest-" + threads + "-" + rank + ".prototxt");
    }

    @Override
    public Map<String, String> about() {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("Java", String.valueOf(Runtime.version()));
        about.put("savings", savings.toString());
        return about;
    }

    /** By whichever of those that may be the fastest is so here. */
    @Override
    public Prepared layer(LayerCase layer) {
        Network network = Prototxt.read(ModelFolder.description(folder));
        Tensor input = layer.values().input();
        Map<String, Prepared> offered = new LinkedHashMap<>();
        for (int rank = 0; Files.exists(fastest(folder, threads, rank)); rank++) {
            Plan plan = PlanFile.read(fastest(folder, threads, rank), network, null, said -> {});
            Kernel kernel = plan.choices().get(layer.name()).kernel();
            offered.computeIfAbsent(kernel.name(), name -> new PreparedLayer(layer, kernel));
        }
        if (offered.size() > 1) {
            offered.values().forEach(prepared -> warm(prepared, input));
        }
        return Fastest.of(offered, input);
    }

    /** Until the JVM has compiled it. */
    private static void warm(Prepared prepared, Tensor input) {
        prepared.write(input);
        long begin = System.nanoTime();
        while ((System.nanoTime() - begin) / 1e9 < WARM_SECONDS) {
            prepared.run();
        }
    }

    /** A kernel, its input and output in its own layouts. */
    private final class PreparedLayer implements Prepared {
        private final String name;
        private final ConvolutionKernel algorithm;
        private final PreparedConvolution kernel;
        private final Shape in;
        private final Shape out;
        private final float[] input;
        private final float[] output;
        private final float[] workspace;

        PreparedLayer(LayerCase layer, Kernel chosen) {
            name = chosen.name();
            algorithm = chosen.algorithm();
            kernel =
                    algorithm.prepare(
                            layer.shape(),
                            layer.epilogue(),
                            layer.values().weights().data(),
                            layer.bias() ? layer.values().bias().data() : null,
                            team);
            in = layer.shape().input();
            out = layer.shape().output();
            input = new float[algorithm.inputLayout().floats(in)];
            output = new float[algorithm.outputLayout().floats(out)];
            workspace = new float[kernel.workspaceFloats(threads)];
        }

        @Override
        public void write(Tensor tensor) {
            LayoutConversion.convert(
                    in, tensor.data(), Layout.NCHW, input, algorithm.inputLayout(), team);
        }

        @Override
        public void run() {
            kernel.run(input, output, workspace, team);
        }

        @Override
        public float[] read() {
            float[] planar = new float[Math.toIntExact(out.count())];
            LayoutConversion.convert(
                    out, output, algorithm.outputLayout(), planar, Layout.NCHW, team);
            return planar;
        }

        @Override
        public String algorithm() {
            return name;
        }

        @Override
        public void close() {}
    }

    @Override
    public Prepared network(Network network, Weights weights, Path from) {
        String data = network.inputs().keySet().iterator().next();
        String score = Shapes.of(network).rows().getLast().node().tops().getFirst();
        Plan plan =
                ranked
                        ? Ranking.once(network)
                        : PlanFile.read(plan(folder, threads), network, null, warning -> {});
        Session session =
                Session.prepare(
                        network, weights, plan, Kept.blobs(Set.of(score)), savings, threads);
        return new Prepared() {
            private Tensor input;
            private Tensor output;

            @Override
            public void write(Tensor tensor) {
                input = tensor;
            }

            @Override
            public void run() {
                output = session.run(Map.of(data, input)).get(score);
            }

            @Override
            public float[] read() {
                return output.data();
            }

            @Override
            public String algorithm() {
                return plan.choices().values().stream()
                        .map(choice -> choice.kernel().name())
                        .distinct()
                        .collect(Collectors.joining(", "));
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    @Override
    public void close() {
        team.close();
    }
}
