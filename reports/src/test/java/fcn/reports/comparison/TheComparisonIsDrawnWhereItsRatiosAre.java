package fcn.reports.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.reference.layer.ShapeDescriptor;
import fcn.reports.browser.Browser;
import fcn.reports.browser.InChromium;
import fcn.reports.browser.View;
import fcn.reports.page.Made;
import fcn.reports.results.Series;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

@ExtendWith(InChromium.class)
class TheComparisonIsDrawnWhereItsRatiosAre {
    private static final double THRESHOLD = 0.02;

    private final List<Series> before = List.of(series("DIRECT", 10), series("IM2COL_GEMM", 8));
    private final List<Series> after = List.of(series("DIRECT", 5), series("IM2COL_GEMM", 16));
    private final ComparisonPage page =
            ComparisonPage.of(
                    Comparison.of(before, after, THRESHOLD, false),
                    THRESHOLD,
                    List.of("warning: <few> figures"),
                    new Made(List.of(), Map.of("A, commit", "abc"), "compare A B"));

    private static Series series(String kernel, double ms) {
        return new Series(
                "conv1",
                new Series.Case(kernel, ShapeDescriptor.parse("ic2oc3_ih5kh3ph1"), 2),
                List.of(
                        List.of(ms, ms * 1.01, ms * 0.99),
                        List.of(ms * 1.01, ms * 1.02, ms),
                        List.of(ms * 0.98, ms * 0.99, ms * 0.97)));
    }

    @Test
    void halfAndTwiceLieAlikeFromTheMiddle() {
        ComparisonPage.Row half = page.rows().get(0);
        ComparisonPage.Row twice = page.rows().get(1);
        assertThat(half.figure().ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(half.figure().verdict()).isEqualTo("faster");
        assertThat(twice.figure().verdict()).isEqualTo("slower");
        assertThat(percent(half.at()) + percent(twice.at())).isCloseTo(100, within(0.02));
        assertThat(percent(half.at())).isBetween(percent(half.low()), percent(half.high()));
        assertThat(percent(half.high())).isLessThan(percent(page.bandFrom()));
        assertThat(page.counts())
                .contains(
                        new ComparisonPage.Count("faster", 1),
                        new ComparisonPage.Count("slower", 1));
    }

    @Test
    void theAxisIsLabelledWhereItsLabelsAre() {
        assertThat(page.ticks())
                .extracting(ComparisonPage.Tick::text)
                .containsExactly("0.50", "0.83", "1.00", "1.20", "2.00");
        assertThat(percent(page.ticks().getFirst().at()))
                .isCloseTo(percent(page.rows().get(0).at()), within(0.02));
    }

    @Test
    void aJvmIsADot() {
        ComparisonPage.Row half = page.rows().getFirst();
        assertThat(half.figure().a_forks_ms())
                .usingComparatorForType(
                        (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
                .containsExactly(10.0, 10.1, 9.8);
        assertThat(half.dotsA()).hasSize(3);
        assertThat(half.dotsA().getFirst()).isEqualTo("50.00%");
        assertThat(half.dotsB().getFirst()).isEqualTo(half.at());
    }

    @Test
    void theDownloadHasTheRatios() {
        String encoded = page.downloads().json().split(",", 2)[1];
        JsonNode rows = new JsonMapper().readTree(Base64.getDecoder().decode(encoded));
        assertThat(rows.at("/1/ratio").asDouble()).isCloseTo(2, within(1e-12));
        assertThat(rows.at("/1/b_ms").asDouble()).isEqualTo(16);
    }

    @Test
    void inEveryView(Browser browser, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("compare.html"), page.html());
        browser.assertReadsWell(file);
        browser.open(file, View.LIGHT);
        double middle =
                browser.number(
                        "const line = document.querySelector('.one').getBoundingClientRect();"
                                + "return line.left + line.width / 2");
        List<?> dots =
                (List<?>)
                        browser.run(
                                "return [...document.querySelectorAll('.value')].map(dot => {"
                                        + "const r = dot.getBoundingClientRect();"
                                        + "return r.left + r.width / 2 })");
        assertThat(((Number) dots.get(0)).doubleValue()).isLessThan(middle - 50);
        assertThat(((Number) dots.get(1)).doubleValue()).isGreaterThan(middle + 50);
        browser.find("#filter").sendKeys("gemm");
        assertThat(browser.find("output").getText()).isEqualTo("1 of 2");
        browser.find("th:nth-child(4) button").click();
        browser.find("th:nth-child(4) button").click();
        assertThat(browser.find("#rows tbody tr").getText()).contains("IM2COL_GEMM");
    }

    private static double percent(String text) {
        return Double.parseDouble(text.replace("%", ""));
    }
}
