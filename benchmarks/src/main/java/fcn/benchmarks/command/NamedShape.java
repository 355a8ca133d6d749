package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reference.layer.ShapeDescriptor.UnsupportedShapeException;
import fcn.reference.network.Shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A shape as a person names it: a layer of the model, several by a pattern, or a descriptor.
 *
 * @param shape null where it is none that we do
 * @param unsupported why, else empty
 */
record NamedShape(String name, ConvolutionShape shape, String unsupported) {
    /**
     * What one argument or entry of a list stands for.
     *
     * @param network asked for only where the text is no descriptor
     * @param batch images, or 0 for as many as the layer or the descriptor says
     */
    static List<NamedShape> of(String text, Supplier<Shapes> network, int batch) {
        try {
            return List.of(new NamedShape(text, batched(ShapeDescriptor.parse(text), batch), ""));
        } catch (UnsupportedShapeException e) {
            return List.of(new NamedShape(text, null, e.getMessage()));
        } catch (BadInputException noDescriptor) {
            List<NamedShape> layers = new ArrayList<>();
            Glob glob = new Glob(text);
            for (Shapes.Row row : network.get().rows()) {
                if (glob.test(row.node().name())) {
                    kernelShape(row)
                            .ifPresent(
                                    shape ->
                                            layers.add(
                                                    new NamedShape(
                                                            row.node().name(),
                                                            batched(shape, batch),
                                                            "")));
                }
            }
            if (layers.isEmpty()) {
                throw new BadInputException(
                        noDescriptor
                                .getMessage()
                                .replaceFirst(
                                        "': ",
                                        "': no convolution of the network, and as a descriptor: "),
                        noDescriptor);
            }
            return layers;
        }
    }

    /** What a convolution or transposed convolution asks of a kernel; empty for other layers. */
    static Optional<ConvolutionShape> kernelShape(Shapes.Row row) {
        return switch (row.node().layer()) {
            case Convolution convolution -> Optional.of(convolution.shape(row.inputs().getFirst()));
            case Deconvolution deconvolution ->
                    Optional.of(deconvolution.shape(row.inputs().getFirst()));
            default -> Optional.empty();
        };
    }

    private static ConvolutionShape batched(ConvolutionShape s, int batch) {
        return batch == 0
                ? s
                : new ConvolutionShape(
                        s.transposed(),
                        batch,
                        s.group(),
                        s.ic(),
                        s.ih(),
                        s.iw(),
                        s.oc(),
                        s.window());
    }
}
