package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Fcn8s;
import fcn.reference.fcn8s.Voc;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;

/** Pictures in, labels out. */
@Command(
        name = "segment",
        description =
                "Labels the pixels of pictures: DIR/NAME_labels.png in PASCAL VOC's palette,"
                        + " DIR/NAME_overlay.png, and a legend with the share of each class.")
final class SegmentCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "PNG, JPEG, ...")
    private List<Path> images;

    @Option(
            names = "--save",
            paramLabel = "BLOB",
            split = ",",
            description = "Blobs to save as .npy too, commas between, or all.")
    private List<String> save = new ArrayList<>();

    /** A class and the share of the pixels that it has. */
    record Share(int label, String name, double share) {}

    @Override
    public Integer call() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Path image : images) {
            if (!names.add(name(image))) {
                throw new BadInputException(
                        image + ": another picture is named so too; segment them one by one");
            }
        }
        Network described = common.network(null);
        String input = only("input", described.inputs().keySet());
        String score = only("output", described.outputs());
        Map<String, List<Share>> result = new LinkedHashMap<>();
        Shape ready = null;
        Engine engine = null;
        try {
            for (Path image : images) {
                BufferedImage picture = Picture.read(image);
                Tensor pixels = Fcn8s.preprocess(picture);
                if (engine == null || !pixels.shape().equals(ready)) {
                    if (engine != null) {
                        engine.close();
                    }
                    Network network = described.withInputs(Map.of(input, pixels.shape()));
                    Set<String> keep = new LinkedHashSet<>(SavedBlobs.named(network, save));
                    keep.add(score);
                    engine = common.engine(network, keep);
                    ready = pixels.shape();
                }
                Map<String, Tensor> blobs = new LinkedHashMap<>(engine.run(Map.of(input, pixels)));
                result.put(image.toString(), write(image, picture, blobs.get(score)));
                blobs.keySet()
                        .removeIf(blob -> !save.contains(blob) && !save.equals(List.of("all")));
                Path folder = images.size() == 1 ? common.out : common.out.resolve(name(image));
                SavedBlobs.write(folder, blobs, common);
            }
        } finally {
            if (engine != null) {
                engine.close();
            }
        }
        common.writeJson(Map.of("weights", common.weightsName(), "images", result));
        return 0;
    }

    private List<Share> write(Path image, BufferedImage picture, Tensor score) throws IOException {
        Segmentation labels = Segmentation.of(score, image.toString());
        Path labelled = common.out.resolve(name(image) + "_labels.png");
        Path overlay = common.out.resolve(name(image) + "_overlay.png");
        OutputFile.write(labelled, part -> ImageIO.write(labels.indexed(), "png", part.toFile()));
        OutputFile.write(
                overlay, part -> ImageIO.write(labels.over(picture), "png", part.toFile()));
        List<Share> shares = new ArrayList<>();
        Table table = new Table(">share", "class", "colour");
        for (Map.Entry<Integer, Double> share : labels.shares().entrySet()) {
            String name = Voc.labels().get(share.getKey());
            shares.add(new Share(share.getKey(), name, share.getValue()));
            table.row(
                    Units.decimals(100 * share.getValue(), 1) + "%",
                    name,
                    "#%06x".formatted(Voc.color(share.getKey())));
        }
        common.output().println(image + " with weights " + common.weightsName());
        common.output().print(table.aligned());
        common.output().println(labelled);
        common.output().println(overlay);
        common.output().flush();
        return shares;
    }

    /** A file's name without its ending. */
    private static String name(Path image) {
        return String.valueOf(image.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    private static String only(String what, Set<String> blobs) {
        if (blobs.size() != 1) {
            throw new BadInputException(
                    "segment takes a network with one " + what + ", not " + blobs);
        }
        return blobs.iterator().next();
    }
}
