package fcn.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@ExtendWith(InChromium.class)
class APageThatReadsBadlyIsFound {
    @TempDir private Path folder;

    @Test
    void aGoodOneIsNot(Browser browser) throws IOException {
        Path page = page("", "<p>with a sentence</p>");
        assertThatCode(() -> browser.assertReadsWell(page)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    pale on white   | color-contrast | p { color: #ccc; background: #fff } | <p>pale</p>
                    no label        | label          |  | <input>
                    black when dark | color-contrast | body { background: Canvas } p { color: #000 } | <p>black</p>
                    too wide        | width          | div { width: 600px } | <div>wide</div>
                    a script fails  | console        |  | <script>missing()</script>
                    another's file  | console        |  | <img src="elsewhere.png" alt="a picture">
                    """)
    void otherwiseItSaysWhat(String name, String what, String style, String body, Browser browser)
            throws IOException {
        Path page = page(style == null ? "" : style, body);
        assertThatThrownBy(() -> browser.assertReadsWell(page))
                .as(name)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    @Test
    void viewsDiffer(Browser browser) throws IOException {
        Path page = page("", "<p>seen</p>");
        assertThat(browser.open(page, View.NARROW).number("return innerWidth")).isEqualTo(360);
        String dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assertThat(browser.open(page, View.DARK).run(dark)).isEqualTo(true);
        assertThat(browser.open(page, View.LIGHT).run(dark)).isEqualTo(false);
        String still = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
        assertThat(browser.openWithoutMotion(page, View.LIGHT).run(still)).isEqualTo(true);
        String print = "return matchMedia('print').matches";
        assertThat(browser.openPrinted(page).run(print)).isEqualTo(true);
    }

    private Path page(String style, String body) throws IOException {
        String html =
                """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>A page</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>:root { color-scheme: light dark } %s</style></head>
                <body><main><h1>A page</h1>%s</main></body></html>
                """
                        .formatted(style, body);
        return Files.writeString(folder.resolve("page.html"), html);
    }
}
