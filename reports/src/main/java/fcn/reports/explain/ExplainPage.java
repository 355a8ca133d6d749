package fcn.reports.explain;

import fcn.reference.layer.Convolution;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Deconvolution;
import fcn.reference.layer.Window;
import fcn.reports.page.Made;
import fcn.reports.page.Page;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How kernels walk, a figure a shape. */
public record ExplainPage(String title, List<Figure> figures, Made made) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One shape: in words and numbers, and the walk over its miniature. */
    public record Figure(
            String name,
            ConvolutionShape shape,
            String arithmetic,
            String drawn,
            Walk walk,
            Overlap overlap) {
        static Figure of(String name, ConvolutionShape shape) {
            ConvolutionShape mini = Miniature.of(shape);
            String drawn =
                    "Drawn with one channel on %d × %d%s; what comes out is %d × %d."
                            .formatted(
                                    mini.ih(),
                                    mini.iw(),
                                    mini.window().equals(shape.window())
                                            ? ""
                                            : ", with pad %d × %d instead of %d × %d"
                                                    .formatted(
                                                            mini.window().padH(),
                                                            mini.window().padW(),
                                                            shape.window().padH(),
                                                            shape.window().padW()),
                                    mini.oh(),
                                    mini.ow());
            Walk walk = Walk.of(mini);
            return new Figure(name, shape, arithmetic(shape), drawn, walk, Overlap.of(walk));
        }

        private static String arithmetic(ConvolutionShape shape) {
            return shape.transposed()
                    ? new Deconvolution(shape.oc(), shape.window(), shape.group(), false)
                            .arithmetic(List.of(shape.input()))
                    : new Convolution(shape.oc(), shape.window(), shape.group(), false)
                            .arithmetic(List.of(shape.input()));
        }

        /** In words. */
        public String words() {
            Window w = shape.window();
            return "%s, %d × %d → %d × %d, kernel %d × %d, stride %d × %d, pad %d × %d, dilation %d × %d"
                    .formatted(
                            shape.transposed() ? "Transposed convolution" : "Convolution",
                            shape.ih(),
                            shape.iw(),
                            shape.oh(),
                            shape.ow(),
                            w.kernelH(),
                            w.kernelW(),
                            w.strideH(),
                            w.strideW(),
                            w.padH(),
                            w.padW(),
                            w.dilationH(),
                            w.dilationW());
        }

        /** Rows of the large map that no tap meets; why the output may be smaller than it could. */
        public long unmet() {
            List<List<Integer>> matrix = walk.matrix();
            long unmet = 0;
            for (int l = 0; l < walk.large().getFirst(); l++) {
                int column = l;
                unmet += matrix.stream().allMatch(row -> row.get(column) < 0) ? 1 : 0;
            }
            return unmet;
        }

        /** The walk for the page's script. */
        public String json() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("transposed", shape.transposed());
            data.put("small", walk.small());
            data.put("large", walk.large());
            data.put("pad", walk.pad());
            Window w = shape.window();
            data.put("kernel", List.of(w.kernelH(), w.kernelW()));
            data.put("taps", walk.taps());
            data.put("values", walk.values());
            data.put("weights", walk.weights());
            return JSON.writeValueAsString(data);
        }
    }

    /** A page on shapes by name. */
    public static ExplainPage of(Map<String, ConvolutionShape> shapes, Made made) {
        List<Figure> figures = new ArrayList<>();
        shapes.forEach((name, shape) -> figures.add(Figure.of(name, shape)));
        return new ExplainPage(
                "How the kernel walks: " + String.join(", ", shapes.keySet()), figures, made);
    }

    /** The page, one file that needs no other. */
    public String html() {
        return Page.html("explain/explain.jte", this);
    }
}
