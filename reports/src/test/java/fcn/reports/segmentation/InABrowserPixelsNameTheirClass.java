package fcn.reports.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;
import fcn.reports.browser.Browser;
import fcn.reports.browser.InChromium;
import fcn.reports.browser.View;
import fcn.reports.page.Made;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@ExtendWith(InChromium.class)
class InABrowserPixelsNameTheirClass {
    private static final String WAIT =
            """
            const done = arguments[0], root = document.documentElement;
            (function again() { root.dataset.ready ? done() : setTimeout(again, 20); })();
            """;

    @TempDir private Path folder;
    private Path page;

    /** Label 15 in the right half with a margin of 1, 0 in the left with none. */
    @BeforeEach
    void write() throws IOException {
        Tensor score = Tensor.zeros(new Shape(1, 21, 30, 40));
        for (int y = 0; y < 30; y++) {
            for (int x = 20; x < 40; x++) {
                score.set(0, 15, y, x, 50);
            }
        }
        Made made =
                new Made(
                        List.of("The weights are synthetic."),
                        Map.of("network", "net", "commit", "abc"),
                        "segment a.png");
        SegmentedPicture picture =
                SegmentedPicture.of(
                        "a.png",
                        List.of("grey, the same in all three channels"),
                        new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB),
                        Segmentation.of(score, "a.png", false),
                        640,
                        List.of("a_labels.png"));
        page = folder.resolve("segmentation.html");
        Files.writeString(
                page,
                SegmentationPage.of(List.of(picture), 0, Map.of("b.png", "b.png: broken"), made)
                        .html());
    }

    private Browser opened(Browser browser) {
        browser.open(page, View.LIGHT);
        browser.driver().executeAsyncScript(WAIT);
        return browser;
    }

    private static String pointedAt(Browser browser, double share) {
        WebElement labels = browser.all(".side svg").get(2);
        int offset = (int) ((share - 0.5) * labels.getSize().width);
        new Actions(browser.driver()).moveToElement(labels, offset, 0).perform();
        return browser.find(".readout").getText();
    }

    @Test
    void andThePageReadsWell(Browser browser) {
        browser.assertReadsWell(page);
    }

    @Test
    void underThePointer(Browser browser) {
        opened(browser);
        assertThat(pointedAt(browser, 0.8)).endsWith("person, confidence 1.00.");
        assertThat(pointedAt(browser, 0.2)).endsWith("background, confidence 0.00.");
    }

    @Test
    void andGoWithTheirBox(Browser browser) {
        opened(browser);
        String before = browser.find("#labels-0").getDomAttribute("href");
        browser.find("input[data-label='15']").click();
        String after = browser.find("#labels-0").getDomAttribute("href");
        assertThat(after).startsWith("data:image/png").isNotEqualTo(before);
        assertThat(pointedAt(browser, 0.8)).as("still").contains("person");
        assertThat(browser.violations()).isEmpty();
    }
}
