package fcn.benchmarks.command;

import fcn.benchmarks.picture.Picture;
import fcn.benchmarks.picture.PictureFiles;
import fcn.benchmarks.progress.Progress;
import fcn.reference.BadInputException;
import fcn.reference.fcn8s.Voc;
import fcn.reference.network.Network;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Tensor;
import fcn.reports.segmentation.Segmentation;
import fcn.reports.segmentation.SegmentationPage;
import fcn.reports.segmentation.SegmentedPicture;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Pictures in, labels out. */
@Command(
        name = "segment",
        header = "Labels every pixel of pictures.",
        description = {
            "Labels the pixels of pictures: DIR/NAME_labels.png in PASCAL VOC's palette,"
                    + " DIR/NAME_overlay.png, DIR/NAME_confidence.png (the best class's"
                    + " probability less the second best's, 0 to 255), a legend with the share of"
                    + " each class, and DIR/segmentation.html with all side by side.",
            "A picture that cannot be read gets a line, the others go on, and the exit status is 2."
                    + " Pictures are turned upright as EXIF says; grey is the same in all three"
                    + " channels; transparency is dropped, colours count as stored; of several"
                    + " images in a file the first is taken."
        })
final class SegmentCommand implements Callable<Integer> {
    private static final String PAGE = "segmentation.html";
    private static final List<String> MADE =
            List.of("_labels.png", "_overlay.png", "_confidence.png");

    @Mixin private CommonOptions common;

    @Parameters(
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "PNG, JPEG, GIF, BMP, TIFF, WebP; or a folder of them.")
    private List<Path> images;

    @Option(
            names = "--save",
            paramLabel = "BLOB",
            split = ",",
            description = "Blobs to save as .npy too, commas between, or all.")
    private List<String> save = new ArrayList<>();

    private final Map<Path, List<Segmentation.Share>> shares = new LinkedHashMap<>();
    private final Map<Path, SegmentedPicture> drawn = new LinkedHashMap<>();
    private final Map<String, String> failed = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        Network described = common.network(null);
        common.weights(Shapes.of(described)); // refused once, and not again for each picture
        List<Path> files = PictureFiles.of(images, MADE);
        Map<Path, String> names = PictureNames.of(files);
        try (Segmenter segmenter = new Segmenter(described, common, save, files.size());
                Progress progress =
                        new Progress(
                                "segment", common.quiet || files.size() == 1, common.errors())) {
            progress.begin(files.size());
            for (Path file : PictureNames.bySize(files)) {
                progress.step(file.toString());
                try {
                    Picture picture = Picture.read(file);
                    Map<String, Tensor> blobs = segmenter.run(file, picture);
                    Segmentation labels = segmenter.labels(file, blobs);
                    write(file, names.get(file), picture, labels, files.size());
                    Path folder =
                            files.size() == 1 ? common.out : common.out.resolve(names.get(file));
                    SavedBlobs.write(folder, segmenter.saved(blobs), common);
                } catch (BadInputException e) {
                    fail(file, Failures.what(e));
                } catch (FileSystemException e) {
                    if (Files.isReadable(file)) {
                        throw e; // of what is written: the others would fail too
                    }
                    fail(file, Failures.what(e));
                }
                Heap.tidy();
            }
        }
        if (!drawn.isEmpty()) {
            page(files, described);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("weights", common.weightsName());
        result.put("images", inOrder(files));
        result.put("failed", failed);
        common.writeJson(result);
        return failed.isEmpty() ? 0 : Failures.BAD_INPUT;
    }

    private void fail(Path file, String why) {
        failed.put(file.toString(), why);
        common.errors().println("fcn: " + why);
        common.errors().flush();
    }

    private Map<String, List<Segmentation.Share>> inOrder(List<Path> files) {
        Map<String, List<Segmentation.Share>> ordered = new LinkedHashMap<>();
        files.stream()
                .filter(shares::containsKey)
                .forEach(file -> ordered.put(file.toString(), shares.get(file)));
        return ordered;
    }

    private void write(Path file, String name, Picture picture, Segmentation labels, int pictures)
            throws IOException {
        common.output().println(file + " with weights " + common.weightsName());
        picture.notes().forEach(note -> common.output().println("  " + note));
        common.output().print(legend(labels).aligned());
        common.output().flush(); // before the pictures take their time
        List<Path> written =
                List.of(
                        OutputFile.png(common.out, name + MADE.get(0), labels.indexed()),
                        OutputFile.png(
                                common.out, name + MADE.get(1), labels.over(picture.pixels())),
                        OutputFile.png(common.out, name + MADE.get(2), labels.confidence()));
        shares.put(file, labels.shares());
        if (drawn.size() < SegmentationPage.MOST_PICTURES) {
            drawn.put(
                    file,
                    SegmentedPicture.of(
                            String.valueOf(file.getFileName()),
                            picture.notes(),
                            picture.pixels(),
                            labels,
                            SegmentationPage.side(pictures),
                            written.stream().map(path -> path.getFileName().toString()).toList()));
        }
        written.forEach(common.output()::println);
        common.output().flush();
    }

    private static Table legend(Segmentation labels) {
        Table table = new Table(">share", "class", "colour", ">confidence");
        for (Segmentation.Share share : labels.shares()) {
            table.row(
                    Units.decimals(100 * share.share(), 1) + "%",
                    share.name(),
                    "#%06x".formatted(Voc.color(share.label())),
                    Units.decimals(share.margin(), 3));
        }
        return table;
    }

    private void page(List<Path> files, Network described) throws IOException {
        List<SegmentedPicture> ordered =
                files.stream().filter(drawn::containsKey).map(drawn::get).toList();
        String arguments =
                String.join(" ", images.stream().map(path -> "" + path.getFileName()).toList());
        String html =
                SegmentationPage.of(
                                ordered,
                                shares.size() - ordered.size(),
                                failed,
                                Provenance.of(described, common, "segment " + arguments))
                        .html();
        Path page = common.out.resolve(PAGE);
        OutputFile.write(page, part -> Files.writeString(part, html));
        common.output().println(page.toAbsolutePath().normalize().toUri());
        common.output().flush();
    }
}
