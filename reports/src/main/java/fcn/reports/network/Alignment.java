package fcn.reports.network;

import fcn.reference.layer.Concat;
import fcn.reference.layer.Convolution;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.InnerProduct;
import fcn.reference.layer.Input;
import fcn.reference.layer.Pooling;
import fcn.reference.layer.Window;
import fcn.reference.network.Shapes;
import fcn.reference.tensor.Shape;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a layer's output lies on the image, along height and width.
 *
 * @param arithmetic how it follows from the input's; empty where it is the same
 * @param note for a crop, whether its offset is the one that aligns, in numbers
 */
public record Alignment(ReceptiveField h, ReceptiveField w, String arithmetic, String note) {
    private static final Alignment IMAGE =
            new Alignment(ReceptiveField.IMAGE, ReceptiveField.IMAGE, "", "");

    /** By layer; a layer is missing whose inputs step differently, and all that follow from it. */
    public static Map<String, Alignment> of(Shapes shapes) {
        Map<String, Alignment> blobs = new HashMap<>();
        Map<String, Alignment> layers = new LinkedHashMap<>();
        for (Shapes.Row row : shapes.rows()) {
            List<Alignment> inputs = row.node().bottoms().stream().map(blobs::get).toList();
            Optional<Alignment> output =
                    inputs.contains(null) ? Optional.empty() : after(row, inputs);
            row.node().tops().forEach(blobs::remove);
            output.ifPresent(
                    alignment -> {
                        layers.put(row.node().name(), alignment);
                        row.node().tops().forEach(top -> blobs.put(top, alignment));
                    });
        }
        return layers;
    }

    private static Optional<Alignment> after(Shapes.Row row, List<Alignment> inputs) {
        return switch (row.node().layer()) {
            case Input input -> Optional.of(IMAGE);
            case Convolution layer -> Optional.of(inputs.getFirst().convolved(layer.window()));
            case Pooling layer ->
                    Optional.of(
                            inputs.getFirst().convolved(layer.windowOn(row.inputs().getFirst())));
            case InnerProduct layer -> {
                Shape in = row.inputs().getFirst();
                Window whole = new Window(in.h(), in.w(), 1, 1, 0, 0, 1, 1);
                yield Optional.of(inputs.getFirst().convolved(whole));
            }
            case Deconvolution layer -> Optional.of(inputs.getFirst().transposed(layer.window()));
            case Crop layer -> Optional.of(inputs.get(0).cropped(layer, inputs.get(1)));
            case Concat layer when layer.axis() > 1 -> Optional.empty();
            default -> together(inputs);
        };
    }

    private Alignment convolved(Window window) {
        ReceptiveField height =
                h.convolved(window.kernelH(), window.strideH(), window.padH(), window.dilationH());
        ReceptiveField width =
                w.convolved(window.kernelW(), window.strideW(), window.padW(), window.dilationW());
        String text =
                FieldArithmetic.convolved(
                        h,
                        window.kernelH(),
                        window.strideH(),
                        window.padH(),
                        window.dilationH(),
                        height);
        return new Alignment(height, width, text, "");
    }

    private Alignment transposed(Window window) {
        ReceptiveField height =
                h.transposed(window.kernelH(), window.strideH(), window.padH(), window.dilationH());
        ReceptiveField width =
                w.transposed(window.kernelW(), window.strideW(), window.padW(), window.dilationW());
        String text =
                FieldArithmetic.transposed(
                        h,
                        window.kernelH(),
                        window.strideH(),
                        window.padH(),
                        window.dilationH(),
                        height);
        return new Alignment(height, width, text, "");
    }

    private Alignment cropped(Crop crop, Alignment like) {
        ReceptiveField height = h.from(crop.offset(2));
        ReceptiveField width = w.from(crop.offset(3));
        String text = crop.offset(2) == 0 ? "" : FieldArithmetic.cropped(h, crop.offset(2), height);
        String note = FieldArithmetic.crop(h, like.h, crop.offset(2));
        String across = FieldArithmetic.crop(w, like.w, crop.offset(3));
        return new Alignment(
                height,
                width,
                text,
                note.equals(across) ? note : "height: " + note + "; width: " + across);
    }

    private static Optional<Alignment> together(List<Alignment> inputs) {
        Alignment all = inputs.getFirst();
        for (Alignment other : inputs.subList(1, inputs.size())) {
            Optional<ReceptiveField> height = all.h.with(other.h);
            Optional<ReceptiveField> width = all.w.with(other.w);
            if (height.isEmpty() || width.isEmpty()) {
                return Optional.empty();
            }
            all = new Alignment(height.get(), width.get(), "", "");
        }
        return Optional.of(new Alignment(all.h, all.w, "", ""));
    }
}
