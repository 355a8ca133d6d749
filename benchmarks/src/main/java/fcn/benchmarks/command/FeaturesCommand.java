package fcn.benchmarks.command;

import fcn.benchmarks.picture.Picture;
import fcn.benchmarks.picture.PictureFiles;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.network.Node;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Tensor;
import fcn.reports.color.ColorMap;
import fcn.reports.features.FeatureGrid;
import fcn.reports.features.FeatureMaps;
import fcn.reports.features.FeatureStatistics;
import fcn.reports.features.FeaturesPage;
import fcn.reports.features.Scale;
import fcn.reports.features.Selection;
import fcn.reports.page.Numbers;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** What a network makes of a picture, layer by layer. */
@Command(
        name = "features",
        header = "Shows the feature maps of layers.",
        description = {
            "Shows the feature maps of layers: DIR/NAME_features.html with the grid of each"
                    + " layer's maps and their statistics, and for layers by name"
                    + " DIR/NAME_BLOB.png, a pixel a value, in ceil(sqrt(C)) columns.",
            "A layer's maps are those of its blob as last written, after the ReLU that works in"
                    + " place."
        })
final class FeaturesCommand implements Callable<Integer> {
    /** Of a PNG; larger grids are shrunk. */
    private static final long MOST_PIXELS = 40_000_000;

    @Mixin private CommonOptions common;

    @Parameters(
            paramLabel = "IMAGE",
            description = "A picture, or a .npy of the network's input, 1xCxHxW.")
    private Path image;

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description =
                    "A layer or blob, * and ? for any characters; repeat for several. Default all:"
                            + " one page from the input to the score.")
    private List<String> layers = List.of("all");

    @Option(
            names = "--scale",
            paramLabel = "NAME",
            defaultValue = "map",
            description =
                    "map: each map from its own least to its greatest value; common: all maps of a"
                            + " layer alike. Default ${DEFAULT-VALUE}.")
    private Scale scale;

    @Option(
            names = {"--colors", "--colours"},
            paramLabel = "NAME",
            description =
                    "viridis, grey, magma, or diverging with zero in the middle. Default diverging"
                            + " where a layer has values of both signs, else viridis.")
    private ColorMap colors;

    @Override
    public Integer call() throws IOException {
        Network described = common.network(null);
        String input = NetworkInput.only("features", "input", described.inputs().keySet());
        Set<String> blobs = blobs(described);
        Tensor values = values(described, input);
        Network network = described.withInputs(Map.of(input, values.shape()));
        List<FeatureMaps> maps = new ArrayList<>();
        try (Engine engine = common.engine(network, blobs, 1)) {
            engine.run(Map.of(input, values))
                    .forEach(
                            (blob, tensor) ->
                                    maps.add(FeatureMaps.of(blob, writers(network, blob), tensor)));
        }
        boolean whole = blobs.equals(network.blobs());
        if (!whole) {
            for (FeatureMaps blob : maps) {
                common.output().println(png(blob));
            }
        }
        common.output().print(table(maps).aligned());
        Path page = common.out.resolve(PictureFiles.name(image) + "_features.html");
        String html =
                FeaturesPage.of(
                                String.valueOf(image.getFileName()),
                                maps,
                                whole,
                                colors,
                                scale,
                                Provenance.of(network, common, command()))
                        .html();
        OutputFile.write(page, part -> Files.writeString(part, html));
        common.output().println(page.toAbsolutePath().normalize().toUri());
        common.output().flush();
        common.writeJson(result(network, maps));
        return 0;
    }

    private Set<String> blobs(Network network) {
        Set<String> blobs = new LinkedHashSet<>();
        for (String layer : layers) {
            Glob glob = new Glob(layer);
            int before = blobs.size();
            boolean known = false;
            for (Node node : network.nodes()) {
                for (String top : node.tops()) {
                    if (glob.test(node.name()) || glob.test(top)) {
                        blobs.add(top);
                        known = true;
                    }
                }
            }
            if (!known && blobs.size() == before) {
                throw new BadInputException(
                        "--layer %s: network '%s' has no such layer or blob; fcn shapes lists them"
                                .formatted(layer, network.name()));
            }
        }
        return blobs;
    }

    private Tensor values(Network described, String input) throws IOException {
        if (!String.valueOf(image.getFileName()).endsWith(".npy")) {
            return NetworkInput.of(image, Picture.read(image), described, input);
        }
        Tensor values = Npy.read(image);
        if (values.shape().n() != 1) {
            throw new BadInputException(
                    "%s: %s holds several images; give one".formatted(image, values.shape()));
        }
        return values;
    }

    private static List<String> writers(Network network, String blob) {
        return network.nodes().stream()
                .filter(node -> node.tops().contains(blob))
                .map(Node::name)
                .toList();
    }

    private Path png(FeatureMaps maps) throws IOException {
        FeatureStatistics statistics = maps.statistics();
        ColorMap map = FeaturesPage.colors(colors, statistics);
        Selection all = Selection.all(maps.values().shape(), MOST_PIXELS);
        FeatureGrid grid =
                FeatureGrid.of(
                        maps.values(),
                        statistics,
                        all.channels(),
                        scale,
                        map == ColorMap.DIVERGING,
                        all.shrink());
        String name = PictureFiles.name(image) + "_" + SavedBlobs.escaped(maps.blob()) + ".png";
        return OutputFile.png(common.out, name, grid.picture(map));
    }

    private static Table table(List<FeatureMaps> blobs) {
        Table table =
                new Table("blob", "shape", ">min", ">max", ">mean", ">zeros", ">dead", ">constant");
        for (FeatureMaps maps : blobs) {
            FeatureStatistics statistics = maps.statistics();
            table.row(
                    maps.blob(),
                    maps.values().shape().toString(),
                    Numbers.text(statistics.all().min()),
                    Numbers.text(statistics.all().max()),
                    Numbers.text(statistics.all().mean()),
                    Numbers.percent(statistics.all().zeros()),
                    String.valueOf(statistics.dead().size()),
                    String.valueOf(statistics.constant().size()));
        }
        return table;
    }

    private String command() {
        String command = "features " + image.getFileName();
        for (String layer : layers) {
            command += layer.equals("all") ? "" : " --layer " + layer;
        }
        command += scale == Scale.MAP ? "" : " --scale " + scale;
        return command + (colors == null ? "" : " --colors " + colors);
    }

    private Map<String, Object> result(Network network, List<FeatureMaps> blobs) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", network.name());
        result.put("weights", common.weightsName());
        result.put("image", image.toString());
        List<Map<String, Object>> shown = new ArrayList<>();
        for (FeatureMaps maps : blobs) {
            Map<String, Object> blob = new LinkedHashMap<>();
            blob.put("blob", maps.blob());
            blob.put("layers", maps.layers());
            blob.put("shape", maps.values().shape().toString());
            blob.put("dead", maps.statistics().dead());
            blob.put("constant", maps.statistics().constant());
            blob.put("statistics", maps.statistics());
            shown.add(blob);
        }
        result.put("blobs", shown);
        return result;
    }
}
