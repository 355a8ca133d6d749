package fcn.reports.network;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.network.Network;
import fcn.reports.browser.Browser;
import fcn.reports.browser.InChromium;
import fcn.reports.browser.View;
import fcn.reports.page.Made;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@ExtendWith(InChromium.class)
class PagesOfANetworkAnswerInTheBrowser {
    private static final Made MADE = new Made(List.of(), Map.of("commit", "of a test"), "shapes");

    private final Network network = Networks.fcn8s();
    private final ShapesPage shapes = ShapesPage.of(NetworkTable.of(network), MADE);

    @TempDir private Path folder;

    @Test
    void shapesAreFiltered(Browser browser) throws IOException {
        Path file = Files.writeString(folder.resolve("shapes.html"), shapes.html());
        browser.assertReadsWell(file);
        browser.open(file, View.LIGHT).find("#filter").sendKeys("max 2");
        assertThat(browser.find("#shown").getText()).isEqualTo("5 of 47");
        assertThat(browser.all("tbody.layer:not([hidden])")).hasSize(5);
    }

    @Test
    void theDiagramFitsFindsAndTells(Browser browser) throws IOException {
        Diagram diagram = Diagram.of(network, Map.of("fc6", 1.0));
        DiagramPage page =
                new DiagramPage(diagram, shapes, Map.of("processor", "of a test"), false);
        Path file = Files.writeString(folder.resolve("graph.html"), page.html());
        browser.assertReadsWell(file);

        browser.open(file, View.LIGHT);
        assertThat(browser.number("return view.scrollHeight - view.clientHeight")).isZero();
        browser.find("#in").click();
        assertThat(browser.number("return view.scrollHeight - view.clientHeight")).isPositive();
        browser.find("#search").sendKeys("crop", Keys.ENTER);
        assertThat(browser.find("#found").getText()).isEqualTo("3 of 32");
        assertThat(browser.find(".detail.chosen").getText())
                .contains("score_pool4c", "offset (-11.5 - (-91.5))/16 = 5");
        browser.find("a[href='#fc6']").sendKeys(Keys.ENTER);
        assertThat(browser.find(".detail.chosen").getText())
                .contains("fc6", "4096x512x7x7, 4096", "relu6", "100% of the layers timed")
                .contains("cell i: 404 pixels around pixel 32·i + 12.5");

        assertThat(browser.find(".types").isDisplayed()).isTrue();
        assertThat(browser.find(".times").isDisplayed()).isFalse();
        browser.find("#colour").sendKeys("time");
        assertThat(browser.find(".types").isDisplayed()).isFalse();
        assertThat(browser.find(".times").getText()).contains("≤ 1%", "more");
    }
}
