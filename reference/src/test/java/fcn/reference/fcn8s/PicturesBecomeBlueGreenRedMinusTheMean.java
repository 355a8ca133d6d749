package fcn.reference.fcn8s;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;

class PicturesBecomeBlueGreenRedMinusTheMean {
    @Test
    void inPlanes() {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(2, 1, 0x0A_14_1E);
        Tensor tensor = Fcn8s.preprocess(picture);
        assertThat(tensor.shape()).isEqualTo(new Shape(1, 3, 2, 3));
        assertThat(pixel(tensor, 2, 1)).containsExactly(minusMean(0x1E, 0x14, 0x0A));
        assertThat(pixel(tensor, 0, 0)).containsExactly(minusMean(0, 0, 0));
    }

    @Test
    void greyInAllThreeAsItIsStored() {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(0, 0, 0, 128);
        assertThat(pixel(Fcn8s.preprocess(picture), 0, 0))
                .containsExactly(minusMean(128, 128, 128));
    }

    @Test
    void deepGreyByItsHighByte() {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        picture.getRaster().setSample(0, 0, 0, 0x7FFF);
        assertThat(pixel(Fcn8s.preprocess(picture), 0, 0))
                .containsExactly(minusMean(0x7F, 0x7F, 0x7F));
    }

    @Test
    void blackAndWhiteAsItsColors() {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        picture.setRGB(1, 0, 0xFFFFFFFF);
        Tensor tensor = Fcn8s.preprocess(picture);
        assertThat(pixel(tensor, 0, 0)).containsExactly(minusMean(0, 0, 0));
        assertThat(pixel(tensor, 1, 0)).containsExactly(minusMean(255, 255, 255));
    }

    @Test
    void transparencyDropped() {
        BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x40_0A_14_1E);
        assertThat(pixel(Fcn8s.preprocess(picture), 0, 0))
                .containsExactly(minusMean(0x1E, 0x14, 0x0A));
    }

    private static float[] pixel(Tensor tensor, int x, int y) {
        return new float[] {tensor.at(0, 0, y, x), tensor.at(0, 1, y, x), tensor.at(0, 2, y, x)};
    }

    private static float[] minusMean(int blue, int green, int red) {
        return new float[] {
            (float) (blue - 104.00698793),
            (float) (green - 116.66876762),
            (float) (red - 122.67891434)
        };
    }
}
