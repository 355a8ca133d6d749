package fcn.reports.features;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Tensor;
import fcn.reports.browser.Browser;
import fcn.reports.browser.InChromium;
import fcn.reports.browser.View;
import fcn.reports.color.ColorMap;
import fcn.reports.page.Made;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@ExtendWith(InChromium.class)
class InABrowserMapsAnswerThePointer {
    private static final String WAIT =
            """
            const done = arguments[0], root = document.documentElement;
            (function again() { root.dataset.ready ? done() : setTimeout(again, 20); })();
            """;

    private static final String CHOOSE =
            """
            const choice = document.getElementById(arguments[0]);
            choice.value = arguments[1];
            choice.dispatchEvent(new Event('change'));
            """;

    /** Red, green and blue of a pixel of the first grid. */
    private static final String PIXEL =
            """
            const canvas = document.querySelector('.grid canvas');
            const [r, g, b] = canvas.getContext('2d').getImageData(arguments[0], arguments[1], 1, 1).data;
            return r << 16 | g << 8 | b;
            """;

    @TempDir private Path folder;
    private Path page;
    private final Tensor blob = Blobs.constant(Blobs.random(5, 20, 30), 3, 0.25f);

    @BeforeEach
    void write() throws IOException {
        Made made =
                new Made(
                        List.of("The weights are synthetic."),
                        Map.of("network", "net", "commit", "abc"),
                        "features a.png");
        List<FeatureMaps> maps =
                List.of(
                        FeatureMaps.of("conv", List.of("conv", "relu"), blob),
                        FeatureMaps.of("score", List.of("score"), Blobs.random(21, 8, 12)));
        page = folder.resolve("features.html");
        Files.writeString(
                page,
                FeaturesPage.of("a.png", maps, true, ColorMap.VIRIDIS, Scale.MAP, made).html());
    }

    private Browser opened(Browser browser) {
        browser.open(page, View.LIGHT);
        browser.driver().executeAsyncScript(WAIT);
        return browser;
    }

    private static int color(Browser browser, int x, int y) {
        return ((Number) browser.run(PIXEL, x, y)).intValue();
    }

    /** What Java paints in that place. */
    private int painted(int map, int y, int x, Scale scale, ColorMap colors) {
        FeatureGrid grid =
                FeatureGrid.of(
                        blob,
                        FeatureStatistics.of(blob),
                        List.of(0, 1, 2, 3, 4),
                        scale,
                        colors == ColorMap.DIVERGING,
                        1);
        return grid.picture(colors).getRGB(map % 3 * 31 + x, map / 3 * 21 + y) & 0xffffff;
    }

    @Test
    void andReadWell(Browser browser) {
        browser.assertReadsWell(page);
    }

    @Test
    void andShowTheValuesOfTheBlob(Browser browser) {
        opened(browser);
        for (int map = 0; map < 5; map++) {
            assertThat(color(browser, map % 3 * 31 + 17, map / 3 * 21 + 9))
                    .isEqualTo(painted(map, 9, 17, Scale.MAP, ColorMap.VIRIDIS));
        }
        assertThat(color(browser, 5, 21 + 5)).as("constant").isEqualTo(0x8a6d4f);
    }

    @Test
    void inOtherColoursAndOnOneScale(Browser browser) {
        opened(browser);
        browser.run(CHOOSE, "scale", "common");
        browser.run(CHOOSE, "colors", "grey");
        for (int map = 0; map < 5; map++) {
            int java = painted(map, 9, 17, Scale.COMMON, ColorMap.GREY) & 0xff;
            int seen = color(browser, map % 3 * 31 + 17, map / 3 * 21 + 9) & 0xff;
            assertThat(Math.abs(seen - java)).as("map %d", map).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void withTheirIndexAndStatistics(Browser browser) {
        opened(browser);
        WebElement canvas = browser.find(".grid canvas");
        int width = canvas.getSize().width;
        // the middle of the second map of three, in pixels from the middle of the canvas
        new Actions(browser.driver())
                .moveToElement(canvas, 0, -canvas.getSize().height / 4)
                .perform();
        assertThat(width).isGreaterThan(92);
        assertThat(browser.find(".inspect output").getText()).startsWith("Map 1: ");
        assertThat(browser.find(".inspect output").getText()).contains("column 15: about ");
    }

    @Test
    void orTheKeyboard(Browser browser) {
        opened(browser);
        browser.find(".inspect input").sendKeys("3");
        assertThat(browser.find(".inspect output").getText())
                .isEqualTo("Map 3: 0.25 to 0.25, mean 0.25, deviation 0, zeros 0.0%; constant.");
        assertThat(browser.find(".grid .box").isDisplayed()).isTrue();
        assertThat(browser.violations()).isEmpty();
    }
}
