package fcn.reference.caffe;

import fcn.reference.caffe.generated.BlobProto;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetParameter;
import fcn.reference.network.Shapes;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/** A network of a convolution and an inner product, and weights 1, 2, 3, … for it as a file. */
final class SmallModel {
    static final Shapes SHAPES =
            Shapes.of(
                    Prototxt.parse(
                            "small",
                            """
                            input: "x" input_dim: [1, 2, 4, 4]
                            layer { name: "conv" type: "Convolution" bottom: "x" top: "c" convolution_param { num_output: 3 kernel_size: 3 } }
                            layer { name: "relu" type: "ReLU" bottom: "c" top: "c" }
                            layer { name: "fc" type: "InnerProduct" bottom: "c" top: "f" inner_product_param { num_output: 2 bias_term: false } }
                            """));

    private SmallModel() {}

    /** V2, a BlobShape each, floats packed. */
    static NetParameter weights() {
        return NetParameter.newBuilder()
                .setName("small")
                .addLayer(
                        layer("conv")
                                .addBlobs(floats(54).setShape(shape(3, 2, 3, 3)))
                                .addBlobs(floats(3).setShape(shape(3))))
                .addLayer(layer("relu"))
                .addLayer(layer("fc").addBlobs(floats(24).setShape(shape(2, 12))))
                .build();
    }

    static LayerParameter.Builder layer(String name) {
        return LayerParameter.newBuilder().setName(name).setType("Whatever");
    }

    /** The values 1 to {@code count}. */
    static BlobProto.Builder floats(int count) {
        BlobProto.Builder blob = BlobProto.newBuilder();
        for (int i = 1; i <= count; i++) {
            blob.addData(i);
        }
        return blob;
    }

    static BlobShape shape(long... dims) {
        BlobShape.Builder shape = BlobShape.newBuilder();
        for (long dim : dims) {
            shape.addDim(dim);
        }
        return shape.build();
    }

    /** All values that the file has for the network, in its order. */
    static List<Float> values(Weights weights) {
        List<Float> values = new ArrayList<>();
        for (Shapes.Row row : SHAPES.rows()) {
            for (Tensor tensor : weights.of(row.node().name())) {
                for (float value : tensor.data()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** What {@link #values} must be. */
    static List<Float> expected() {
        List<Float> values = new ArrayList<>();
        for (int count : new int[] {54, 3, 24}) {
            for (int i = 1; i <= count; i++) {
                values.add((float) i);
            }
        }
        return values;
    }
}
