package fcn.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A headless Chromium, and what a test asks of a page in it. Given by {@link InChromium}. */
public final class Browser {
    /** Rules of WCAG 2.2 AA and of good practice; each violation as rule, place and remedy. */
    private static final String AXE =
            """
            const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
              .then(found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary))))
              .catch(failure => done(['axe failed: ' + failure]));
            """;

    private static final String AXE_SOURCE = resource("/axe.min.js");

    private final ChromeDriver driver;

    Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a file. */
    public Browser open(Path page, View view) {
        return open(page, view, "screen", false);
    }

    /** Opens a file as somebody does who wants less motion. */
    public Browser openWithoutMotion(Path page, View view) {
        return open(page, view, "screen", true);
    }

    /** Opens a file as it is printed. */
    public Browser openPrinted(Path page) {
        return open(page, View.LIGHT, "print", false);
    }

    private Browser open(Path page, View view, String medium, boolean reducedMotion) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", view.metrics());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", view.media(medium, reducedMotion));
        driver.manage().logs().get(LogType.BROWSER);
        driver.get(page.toUri().toString());
        return this;
    }

    /**
     * Fails unless a page reads well in every view: no violation that axe finds, no error of a
     * script, nothing asked of a network or another file, nothing that scrolls sideways.
     */
    public void assertReadsWell(Path page) {
        for (View view : View.values()) {
            open(page, view);
            assertThat(violations()).as("%s, %s: axe", page, view).isEmpty();
            assertThat(errors()).as("%s, %s: console", page, view).isEmpty();
            assertThat(requests()).as("%s, %s: asked of elsewhere", page, view).isEmpty();
            assertThat(number("return document.documentElement.scrollWidth"))
                    .as("%s, %s: width of the page", page, view)
                    .isLessThanOrEqualTo(view.width);
        }
    }

    /** What axe finds wrong with the open page as it stands. */
    public List<String> violations() {
        driver.executeScript(AXE_SOURCE);
        return texts(driver.executeAsyncScript(AXE));
    }

    /** Errors and warnings on the console since the page was opened. */
    public List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Addresses that the open page asked for besides itself. */
    public List<String> requests() {
        return texts(
                driver.executeScript(
                        "return performance.getEntriesByType('resource').map(e => e.name)"
                                + ".filter(name => !name.startsWith('data:')"
                                + " && !name.startsWith('blob:'))"));
    }

    /** The value of a script that ends in {@code return}. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The value of a script that returns a number. */
    public double number(String script) {
        return ((Number) driver.executeScript(script)).doubleValue();
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Selenium's driver, for what is not here. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Writes what is seen as a PNG; with {@code whole}, all of the page. */
    public void screenshot(Path png, boolean whole) throws IOException {
        if (whole) {
            double height = number("return document.documentElement.scrollHeight");
            double width = number("return innerWidth");
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of(
                            "width",
                            (int) width,
                            "height",
                            (int) height,
                            "deviceScaleFactor",
                            1,
                            "mobile",
                            width < 500));
        }
        Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
    }

    private static List<String> texts(Object list) {
        List<String> texts = new ArrayList<>();
        ((List<?>) list).forEach(entry -> texts.add(String.valueOf(entry)));
        return texts;
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
