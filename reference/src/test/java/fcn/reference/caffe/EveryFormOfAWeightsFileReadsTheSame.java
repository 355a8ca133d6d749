package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;

import fcn.reference.caffe.generated.BlobProto;
import fcn.reference.caffe.generated.BlobShape;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetParameter;
import fcn.reference.caffe.generated.V1LayerParameter;
import fcn.reference.network.Shapes;
import fcn.reference.network.WeightBlob;
import fcn.reference.network.Weights;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

class EveryFormOfAWeightsFileReadsTheSame {
    private static final int DATA = 5;
    private static final int DIM = 1;

    @TempDir private Path folder;

    @Test
    void current() throws IOException {
        reads(SmallModel.weights());
    }

    @Test
    void legacyLayers() throws IOException {
        reads(legacy(SmallModel.weights()));
    }

    @Test
    void legacyShapes() throws IOException {
        reads(rewritten(EveryFormOfAWeightsFileReadsTheSame::fourDimensions));
    }

    @Test
    void legacyLayersAndShapes() throws IOException {
        reads(legacy(rewritten(EveryFormOfAWeightsFileReadsTheSame::fourDimensions)));
    }

    @Test
    void floatsThatAreNotPacked() throws IOException {
        reads(rewritten(EveryFormOfAWeightsFileReadsTheSame::unpacked));
    }

    @Test
    void doubles() throws IOException {
        reads(
                rewritten(
                        blob -> {
                            blob.getDataList().forEach(blob::addDoubleData);
                            return blob.clearData();
                        }));
    }

    @Test
    void packedInSeveralPieces() throws IOException {
        NetParameter.Builder twice = SmallModel.weights().toBuilder();
        BlobProto.Builder bias = twice.getLayerBuilder(0).getBlobsBuilder(1);
        byte[] head = BlobProto.newBuilder().addData(1).build().toByteArray();
        byte[] tail = BlobProto.newBuilder().addData(2).addData(3).build().toByteArray();
        bias.clearData();
        bias.mergeUnknownFields(UnknownFieldSet.parseFrom(head));
        bias.mergeUnknownFields(UnknownFieldSet.parseFrom(tail));
        reads(twice.build());
    }

    @Test
    void withGradientsAndFieldsThatWeDoNotKnow() throws IOException {
        UnknownFieldSet unknown =
                UnknownFieldSet.newBuilder()
                        .addField(
                                777,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(7)
                                        .addFixed64(7)
                                        .build())
                        .build();
        NetParameter.Builder net =
                rewritten(blob -> blob.addDiff(7).setUnknownFields(unknown)).toBuilder();
        net.getLayerBuilder(0).setUnknownFields(unknown);
        reads(net.setUnknownFields(unknown).build());
    }

    @Test
    void withLayersThatTheNetworkHasNot() throws IOException {
        reads(
                SmallModel.weights().toBuilder()
                        .addLayer(SmallModel.layer("other").addBlobs(SmallModel.floats(9)))
                        .build());
    }

    @Test
    void withMoreValuesThanABufferHolds() throws IOException {
        int count = 300_000;
        Shapes shapes =
                Shapes.of(
                        Prototxt.parse(
                                "wide",
                                """
                                input: "x" input_dim: [1, 300000, 1, 1]
                                layer { name: "fc" type: "InnerProduct" bottom: "x" top: "f" inner_product_param { num_output: 1 bias_term: false } }
                                """));
        BlobProto.Builder blob = SmallModel.floats(count).setShape(SmallModel.shape(1, count));
        for (BlobProto.Builder form : new BlobProto.Builder[] {blob, unpacked(blob.clone())}) {
            NetParameter net =
                    NetParameter.newBuilder()
                            .addLayer(SmallModel.layer("fc").addBlobs(form))
                            .build();
            Weights weights = Caffemodel.read(file(net), shapes);
            float[] piece = new float[150_000];
            weights.blobs("fc").getFirst().read(100_000, piece.length, piece, 0);
            for (int i = 0; i < piece.length; i++) {
                assertThat(piece[i]).isEqualTo(100_000 + i + 1);
            }
            Tensor tensor = weights.of("fc").getFirst();
            assertThat(tensor.shape()).isEqualTo(new Shape(1, 1, 1, count));
            for (int i = 0; i < count; i++) {
                assertThat(tensor.data()[i]).isEqualTo(i + 1);
            }
        }
    }

    private void reads(NetParameter net) throws IOException {
        Weights weights = Caffemodel.read(file(net), SmallModel.SHAPES);
        assertThat(SmallModel.values(weights)).isEqualTo(SmallModel.expected());
        assertThat(weights.of("relu")).isEmpty();
        assertThat(weights.of("conv").get(1).shape()).isEqualTo(Shape.vector(3));
        weights.blobs("conv").forEach(EveryFormOfAWeightsFileReadsTheSame::readsInPieces);
    }

    private static void readsInPieces(WeightBlob blob) {
        float[] whole = blob.whole().data();
        for (int from = 0; from <= whole.length; from++) {
            for (int count = 0; count <= whole.length - from; count++) {
                float[] piece = new float[count + 2];
                blob.read(from, count, piece, 2);
                assertThat(Arrays.copyOfRange(piece, 2, piece.length))
                        .isEqualTo(Arrays.copyOfRange(whole, from, from + count));
            }
        }
    }

    private Path file(NetParameter net) throws IOException {
        return Files.write(folder.resolve("small.caffemodel"), net.toByteArray());
    }

    private static NetParameter rewritten(UnaryOperator<BlobProto.Builder> blobs) {
        NetParameter.Builder net = SmallModel.weights().toBuilder();
        for (LayerParameter.Builder layer : net.getLayerBuilderList()) {
            for (int i = 0; i < layer.getBlobsCount(); i++) {
                layer.setBlobs(i, blobs.apply(layer.getBlobs(i).toBuilder()));
            }
        }
        return net.build();
    }

    private static NetParameter legacy(NetParameter net) {
        NetParameter.Builder legacy = NetParameter.newBuilder();
        for (LayerParameter layer : net.getLayerList()) {
            legacy.addLayers(
                    V1LayerParameter.newBuilder()
                            .setName(layer.getName())
                            .setType(V1LayerParameter.LayerType.CONVOLUTION)
                            .addAllBlobs(layer.getBlobsList()));
        }
        return legacy.build();
    }

    private static BlobProto.Builder fourDimensions(BlobProto.Builder blob) {
        BlobShape shape = blob.getShape();
        int[] dims = {1, 1, 1, 1};
        for (int i = 0; i < shape.getDimCount(); i++) {
            dims[4 - shape.getDimCount() + i] = (int) shape.getDim(i);
        }
        return blob.clearShape()
                .setNum(dims[0])
                .setChannels(dims[1])
                .setHeight(dims[2])
                .setWidth(dims[3]);
    }

    private static BlobProto.Builder unpacked(BlobProto.Builder blob) {
        UnknownFieldSet.Field.Builder values = UnknownFieldSet.Field.newBuilder();
        blob.getDataList().forEach(value -> values.addFixed32(Float.floatToIntBits(value)));
        UnknownFieldSet.Field.Builder dims = UnknownFieldSet.Field.newBuilder();
        blob.getShape().getDimList().forEach(dims::addVarint);
        return blob.clearData()
                .setShape(BlobShape.newBuilder().setUnknownFields(one(DIM, dims.build())))
                .setUnknownFields(one(DATA, values.build()));
    }

    private static UnknownFieldSet one(int number, UnknownFieldSet.Field field) {
        return UnknownFieldSet.newBuilder().addField(number, field).build();
    }
}
