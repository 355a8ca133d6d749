package fcn.reports.plan;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormatParseInfoTree;
import com.google.protobuf.TextFormatParseLocation;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.plan.Plan;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;
import fcn.reports.plan.generated.ChoiceText;
import fcn.reports.plan.generated.OriginText;
import fcn.reports.plan.generated.PlanText;
import fcn.reports.results.Convolutional;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads and writes {@code plan.prototxt}: a {@code choice} with layer, kernel and reason each. */
public final class PlanFile {
    private static final FieldDescriptor CHOICE =
            PlanText.getDescriptor().findFieldByName("choice");
    private static final FieldDescriptor LAYER =
            ChoiceText.getDescriptor().findFieldByName("layer");
    private static final FieldDescriptor KERNEL =
            ChoiceText.getDescriptor().findFieldByName("kernel");
    private static final long LARGEST = 16 << 20;

    private PlanFile() {}

    /** Writes a plan, in the network's order. */
    public static void write(Path file, Plan plan) throws IOException {
        write(file, plan, null);
    }

    /**
     * Writes a plan, in the network's order.
     *
     * @param origin where its times come from, or null
     */
    public static void write(Path file, Plan plan, Origin origin) throws IOException {
        PlanText.Builder text =
                PlanText.newBuilder().setNetwork(plan.network()).setSize(plan.size());
        if (origin != null) {
            text.setMadeOn(
                    OriginText.newBuilder()
                            .setProcessor(origin.processor())
                            .setJdk(origin.jdk())
                            .setVectorBits(origin.vectorBits())
                            .setThreads(origin.threads()));
        }
        plan.choices()
                .forEach(
                        (layer, choice) ->
                                text.addChoice(
                                        ChoiceText.newBuilder()
                                                .setLayer(layer)
                                                .setKernel(choice.kernel().name())
                                                .setReason(choice.reason())));
        String header =
                "# A kernel for each layer, chosen from measurements. Edit a kernel's name to run"
                        + " another.\n";
        Files.writeString(
                file, header + TextFormat.printer().escapingNonAscii(false).printToString(text));
    }

    /**
     * Reads a plan for a network. One that was made for another size or elsewhere is taken too,
     * with a warning: it may not be the fastest.
     *
     * @param here where it is to run, or null not to compare
     * @throws BadInputException with line and column, when the file is missing or malformed, names
     *     an unknown layer or kernel, or one that does not do its layer on inputs of this size;
     *     when it lacks a layer or is for another network
     */
    public static Plan read(Path file, Network network, Origin here, Consumer<String> warnings) {
        PlanText.Builder text = PlanText.newBuilder();
        TextFormatParseInfoTree.Builder places = TextFormatParseInfoTree.builder();
        parse(file, text, places);
        Map<String, ConvolutionShape> shapes = Convolutional.layers(network);
        String size = Convolutional.size(network);
        if (!text.getNetwork().equals(network.name())) {
            throw new BadInputException(
                    "%s: a plan for '%s', not for '%s'; plan again with 'plan'"
                            .formatted(file, text.getNetwork(), network.name()));
        }
        TextFormatParseInfoTree tree = places.build();
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        for (int i = 0; i < text.getChoiceCount(); i++) {
            ChoiceText choice = text.getChoice(i);
            TextFormatParseInfoTree place = tree.getNestedTree(CHOICE, i);
            String layer = choice.getLayer();
            if (!shapes.containsKey(layer)) {
                throw bad(
                        file,
                        place.getLocation(LAYER, 0),
                        "unknown layer '%s'; the layers are %s".formatted(layer, shapes.keySet()));
            }
            Kernel kernel = kernel(file, place, choice, shapes.get(layer));
            if (choices.put(layer, new Plan.Choice(kernel, choice.getReason())) != null) {
                throw bad(
                        file,
                        place.getLocation(LAYER, 0),
                        "layer '" + layer + "' has a second choice; remove one");
            }
        }
        Map<String, Plan.Choice> ordered = new LinkedHashMap<>();
        for (String layer : shapes.keySet()) {
            Plan.Choice choice = choices.get(layer);
            if (choice == null) {
                throw new BadInputException(
                        file
                                + ": layer '"
                                + layer
                                + "' has no choice; add choice { layer: \""
                                + layer
                                + "\" kernel: ... }");
            }
            ordered.put(layer, choice);
        }
        warn(file, text, size, here, warnings);
        return new Plan(network.name(), size, ordered);
    }

    private static void warn(
            Path file, PlanText.Builder text, String size, Origin here, Consumer<String> warnings) {
        List<String> differences = new ArrayList<>();
        if (!text.getSize().equals(size)) {
            differences.add("inputs of %s, not %s".formatted(text.getSize(), size));
        }
        if (here != null && text.hasMadeOn()) {
            OriginText made = text.getMadeOn();
            Origin there =
                    new Origin(
                            made.getProcessor(),
                            made.getJdk(),
                            made.getVectorBits(),
                            made.getThreads());
            differences.addAll(there.differences(here));
        }
        if (!differences.isEmpty()) {
            warnings.accept(
                    "%s: made for %s; it runs, but another plan may be faster: see 'plan'"
                            .formatted(file, String.join(", ", differences)));
        }
    }

    private static void parse(
            Path file, PlanText.Builder text, TextFormatParseInfoTree.Builder places) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new BadInputException(file + ": too large for a plan; give a plan.prototxt");
            }
            String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            TextFormat.Parser.newBuilder()
                    .setParseInfoTreeBuilder(places)
                    .build()
                    .merge(content, text);
        } catch (TextFormat.ParseException e) {
            throw new BadInputException(
                    "%s:%d:%d: %s; correct it, or plan again with 'plan'"
                            .formatted(file, e.getLine(), e.getColumn(), problem(e)),
                    e);
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + e + ")", e);
        }
        if (!text.isInitialized()) {
            throw new BadInputException(
                    file
                            + ": it lacks "
                            + String.join(", ", text.findInitializationErrors())
                            + "; add it, or plan again with 'plan'");
        }
    }

    /** Protobuf's message without the places in it. */
    private static String problem(TextFormat.ParseException e) {
        return e.getMessage()
                .replaceAll("\\R?\\d+:\\d+:\\s+", " ")
                .replaceFirst("Input contains unknown fields and/or extensions:", "unknown field")
                .replace("fcn.plan.ChoiceText.", "")
                .replace("fcn.plan.PlanText.", "")
                .strip();
    }

    private static Kernel kernel(
            Path file, TextFormatParseInfoTree place, ChoiceText choice, ConvolutionShape shape) {
        Optional<Kernel> kernel = Catalogue.find(choice.getKernel());
        List<String> known = Catalogue.of(shape.transposed()).stream().map(Kernel::name).toList();
        if (kernel.isEmpty()) {
            throw bad(
                    file,
                    place.getLocation(KERNEL, 0),
                    "unknown kernel '%s'; the kernels are %s".formatted(choice.getKernel(), known));
        }
        Optional<String> unsupported = kernel.get().algorithm().unsupported(shape);
        if (unsupported.isPresent()) {
            throw bad(
                    file,
                    place.getLocation(KERNEL, 0),
                    "%s does not do layer '%s' (%s); the kernels are %s"
                            .formatted(
                                    choice.getKernel(),
                                    choice.getLayer(),
                                    unsupported.get(),
                                    known));
        }
        return kernel.get();
    }

    /** Protobuf counts places from 0, people from 1. */
    private static BadInputException bad(Path file, TextFormatParseLocation place, String problem) {
        return new BadInputException(
                "%s:%d:%d: %s"
                        .formatted(file, place.getLine() + 1, place.getColumn() + 1, problem));
    }
}
