package fcn.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;
import fcn.reports.browser.Browser;
import fcn.reports.browser.InChromium;
import fcn.reports.browser.View;
import fcn.reports.page.Made;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@ExtendWith(InChromium.class)
class ScatterAndGatherWriteTheSameInTheBrowser {
    @Test
    void andTheSameAsTheWalk(Browser browser, @TempDir Path folder) throws IOException {
        Map<String, ConvolutionShape> shapes = new LinkedHashMap<>();
        shapes.put("up", ShapeDescriptor.parse("deconv:ic1oc1_ih4kh4sh2ph1"));
        shapes.put("down", ShapeDescriptor.parse("ic1oc1_ih8kh3sh2ph1dh1"));
        ExplainPage page =
                ExplainPage.of(
                        shapes, new Made(List.of(), Map.of("commit", "of a test"), "explain"));
        Path file = Files.writeString(folder.resolve("explain.html"), page.html());
        browser.assertReadsWell(file);

        browser.openWithoutMotion(file, View.LIGHT);
        assertThat(browser.all(".play")).extracting(WebElement::getText).containsOnly("Play");
        List<WebElement> walks = browser.all(".walk");
        assertThat(walks).hasSize(3);
        browser.all("input[type=range]").forEach(slider -> slider.sendKeys(Keys.END));
        for (int i = 0; i < walks.size(); i++) {
            Walk walk = page.figures().get(i / 2).walk();
            assertThat(walks.get(i).getDomAttribute("data-output"))
                    .isEqualTo(walk.output().toString().replace(" ", ""));
        }
        browser.open(file, View.LIGHT);
        assertThat(browser.all(".play")).extracting(WebElement::getText).containsOnly("Pause");
    }
}
