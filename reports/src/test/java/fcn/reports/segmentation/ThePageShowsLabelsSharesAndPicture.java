package fcn.reports.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fcn.reference.fcn8s.Voc;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.page.Made;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

class ThePageShowsLabelsSharesAndPicture {
    private final Segmentation segmentation = Segmentation.of(score(), "a.png", false);
    private final BufferedImage picture = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);

    /** Label 15 in the right half, 0 in the left. */
    private static Tensor score() {
        Tensor score = Tensor.zeros(new Shape(1, 21, 2, 4));
        for (int y = 0; y < 2; y++) {
            for (int x = 2; x < 4; x++) {
                score.set(0, 15, y, x, 40);
            }
        }
        return score;
    }

    private SegmentedPicture drawn(int side) {
        return SegmentedPicture.of(
                "a<b>.png", List.of("grey"), picture, segmentation, side, List.of("a_labels.png"));
    }

    private static BufferedImage decoded(String uri) throws IOException {
        String text = uri.substring(uri.indexOf(',') + 1);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    }

    @Test
    void pixelByPixel() throws IOException {
        BufferedImage labels = decoded(drawn(640).labels());
        assertThat(labels.getRGB(3, 1)).isEqualTo(0xff000000 | Voc.color(15));
        assertThat(labels.getRGB(0, 1) >>> 24).as("background lets the picture through").isZero();
        BufferedImage confidence = decoded(drawn(640).confidence());
        assertThat(confidence.getRGB(3, 0) & 0xffffff).isEqualTo(0xfde725);
        assertThat(confidence.getRGB(0, 0) & 0xffffff).isEqualTo(0x440154);
    }

    @Test
    void smallerWhereThereAreMany() throws IOException {
        SegmentedPicture small = drawn(2);
        assertThat(small.width()).isEqualTo(2);
        assertThat(small.height()).isEqualTo(1);
        assertThat(small.shown()).contains("1/2");
        assertThat(decoded(small.labels()).getRGB(1, 0)).isEqualTo(0xff000000 | Voc.color(15));
    }

    @Test
    void withALegend() {
        assertThat(drawn(640).legend())
                .extracting(
                        SegmentedPicture.Legend::name,
                        SegmentedPicture.Legend::share,
                        SegmentedPicture.Legend::color,
                        SegmentedPicture.Legend::margin)
                .containsExactly(
                        tuple("background", "50.0%", "#000000", "0"),
                        tuple("person", "50.0%", "#c08080", "1.00"));
    }

    @Test
    void overThePictureHalfAndHalf() {
        picture.setRGB(3, 0, 0x204060);
        picture.setRGB(0, 0, 0x204060);
        BufferedImage over = segmentation.over(picture);
        assertThat(over.getRGB(0, 0) & 0xffffff).isEqualTo(0x204060);
        assertThat(over.getRGB(3, 0) & 0xffffff).isEqualTo(0x706070);
    }

    @Test
    void inOneFileThatNeedsNoOther() {
        Made made = new Made(List.of(), Map.of("network", "net"), "segment a.png");
        String html =
                SegmentationPage.of(List.of(drawn(640)), 3, Map.of("b.png", "broken"), made).html();
        assertThat(html)
                .contains("a&lt;b&gt;.png", "grey", "person", "b.png", "broken", "3 more pictures")
                .doesNotContain("http:", "https:", "a<b>", "NaN");
    }
}
