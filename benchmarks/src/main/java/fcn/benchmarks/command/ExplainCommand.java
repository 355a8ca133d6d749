package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Shapes;
import fcn.reports.explain.ExplainPage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How a kernel walks over its input. */
@Command(
        name = "explain",
        header = "Draws how a kernel walks over its input.",
        description =
                "Draws how the kernel walks over its input, for a transposed convolution as scatter"
                        + " and as gather; writes explain-SHAPE.html.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(
            arity = "1..*",
            paramLabel = "SHAPE",
            description = "A layer, several as 'upscore*', or a descriptor as benchdnn writes it.")
    private List<String> wanted;

    @Option(
            names = "--size",
            paramLabel = "HxW",
            converter = Size.Converter.class,
            description = "Height x width of the input; default as in the model, fcn8s 500x334.")
    private Size size;

    @Override
    public Integer call() throws IOException {
        Map<String, ConvolutionShape> shapes = new LinkedHashMap<>();
        for (String text : wanted) {
            for (NamedShape shape : NamedShape.of(text, () -> Shapes.of(common.network(size)), 0)) {
                if (shape.shape() == null) {
                    throw new BadInputException(
                            "shape '" + text + "': not drawn, " + shape.unsupported());
                }
                shapes.put(shape.name(), shape.shape());
            }
        }
        String name = String.join("-", wanted).replaceAll("[^A-Za-z0-9_-]+", "");
        Path file = common.out.resolve("explain-" + name + ".html");
        ExplainPage page =
                ExplainPage.of(
                        shapes,
                        Provenance.of(
                                "explain '"
                                        + String.join("' '", wanted)
                                        + "'"
                                        + (size == null ? "" : " --size " + size)
                                        + common.options()));
        OutputFile.write(file, part -> Files.writeString(part, page.html()));
        common.output().println(file.toAbsolutePath().normalize().toUri());
        common.output().flush();
        common.writeJson(page.figures());
        return 0;
    }
}
