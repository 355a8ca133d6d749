package fcn.reference.caffe;

import fcn.reference.Refusal;
import fcn.reference.caffe.generated.NetParameter;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class WeightsMustBeThisNetworks {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("other.caffemodel");
    }

    @Test
    void inShape() throws IOException {
        NetParameter.Builder net = SmallModel.weights().toBuilder();
        net.getLayerBuilder(0).getBlobsBuilder(0).setShape(SmallModel.shape(3, 2, 9));
        refusal(net)
                .isEqualTo(
                        file
                                + ": layer 'conv', blob 0: expected shape 3x2x3x3, found 3x2x9;"
                                + " give this network's weights");
    }

    @Test
    void inALegacyShape() throws IOException {
        NetParameter.Builder net = SmallModel.weights().toBuilder();
        net.getLayerBuilder(0).getBlobsBuilder(1).setNum(3).setChannels(1).setHeight(1).setWidth(1);
        refusal(net)
                .isEqualTo(
                        file
                                + ": layer 'conv', blob 1: expected shape 1x1x1x3, found 3x1x1x1;"
                                + " give this network's weights");
    }

    @Test
    void inEveryLayer() throws IOException {
        NetParameter.Builder net = SmallModel.weights().toBuilder().removeLayer(2);
        refusal(net)
                .isEqualTo(
                        file
                                + ": no weights for layer 'fc', expected [1x1x2x12];"
                                + " it has weights for conv");
    }

    @Test
    void inNumberOfBlobs() throws IOException {
        NetParameter.Builder net = SmallModel.weights().toBuilder();
        net.getLayerBuilder(0).removeBlobs(1);
        refusal(net)
                .isEqualTo(
                        file
                                + ": layer 'conv': expected 2 blobs [3x2x3x3, 1x1x1x3],"
                                + " found 1 [3x2x3x3]; give this network's weights");
    }

    @Test
    void inNumberOfValues() throws IOException {
        NetParameter.Builder net = SmallModel.weights().toBuilder();
        net.getLayerBuilder(2).setBlobs(0, SmallModel.floats(23).setShape(SmallModel.shape(2, 12)));
        refusal(net)
                .isEqualTo(
                        file
                                + ": layer 'fc', blob 0: 1x1x2x12 takes 24 values, found 23;"
                                + " copy it again");
    }

    private AbstractStringAssert<?> refusal(NetParameter.Builder net) throws IOException {
        Files.write(file, net.build().toByteArray());
        return Refusal.of(() -> Caffemodel.read(file, SmallModel.SHAPES));
    }
}
