package fcn.reports.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

class ThePageHoldsTheBlobItself {
    private static final Made MADE =
            new Made(List.of("Mind <this>."), Map.of("network", "net"), "features a.png");

    private static FeaturesPage page(boolean whole, Tensor... blobs) {
        List<FeatureMaps> maps =
                IntStream.range(0, blobs.length)
                        .mapToObj(i -> FeatureMaps.of("b" + i, List.of("l" + i), blobs[i]))
                        .toList();
        return FeaturesPage.of("a.png", maps, whole, null, Scale.MAP, MADE);
    }

    private static BufferedImage decoded(String uri) throws IOException {
        String text = uri.substring(uri.indexOf(',') + 1);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    }

    @Test
    void asLevelsOfGrey() throws IOException {
        Tensor blob = Blobs.random(3, 5, 4);
        FeatureSection section = page(false, blob).sections().getFirst();
        BufferedImage levels = decoded(section.grid());
        FeatureStatistics.Channel second = FeatureStatistics.of(blob).channels().get(1);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 4; x++) {
                double share =
                        ((double) blob.at(0, 1, y, x) - second.min())
                                / ((double) second.max() - second.min());
                assertThat(levels.getRaster().getSample(5 + x, y, 0))
                        .isEqualTo((int) Math.round(252 * share));
            }
        }
        assertThat(section.data().channels().get(1).getFirst()).isEqualTo(1);
        assertThat(section.data().channels().get(1).get(2).floatValue())
                .isEqualTo(second.max(), within(1e-4f));
    }

    @Test
    void inOneFileThatNeedsNoOther() {
        String html = page(true, Blobs.random(3, 8, 8), Blobs.random(21, 4, 4)).html();
        assertThat(html)
                .contains("Mind &lt;this&gt;.", "features a.png", "From the input to the score")
                .doesNotContain("http:", "https:", "src=\"/", "url(", "NaN", "Infinity");
    }

    @Test
    void withAllSizesInOneScale() {
        List<Way.Step> way = page(true, Blobs.random(3, 90, 60), Blobs.random(7, 45, 30)).way();
        assertThat(way.get(0).width() / way.get(1).width()).isEqualTo(2);
        assertThat(way.get(0).height() / way.get(1).height()).isEqualTo(2);
        assertThat(way.get(1).share()).isEqualTo(100);
    }

    @Test
    void asFarAsThereIsRoom() {
        Tensor blob = Blobs.constant(Blobs.random(200, 96, 96), 199, 1);
        FeatureStatistics statistics = FeatureStatistics.of(blob);
        Selection selection = Selection.within(blob.shape(), statistics, 60_000);
        assertThat(selection.shrink()).isEqualTo(2);
        assertThat(selection.channels()).hasSize(24).isSorted().doesNotContain(199);
        Shape small = new Shape(1, 4096, 2, 2);
        assertThat(Selection.all(small, 1_000_000)).extracting(Selection::shrink).isEqualTo(1);
    }
}
