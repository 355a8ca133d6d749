package fcn.reports.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

/**
 * Gives tests a {@link Browser}, one for all of a run; skips them where Chromium and its driver are
 * not on the path.
 */
public final class InChromium implements ExecutionCondition, ParameterResolver {
    private static final Optional<File> CHROMIUM =
            onPath("chromium", "chromium-browser", "google-chrome");
    private static final Optional<File> DRIVER = onPath("chromedriver");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return CHROMIUM.isPresent() && DRIVER.isPresent()
                ? ConditionEvaluationResult.enabled("Chromium is there")
                : ConditionEvaluationResult.disabled(
                        "skipped because no chromium: chromium and chromedriver are not on the"
                                + " path; Debian's packages are chromium and chromium-driver");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(InChromium.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .browser();
    }

    private static Optional<File> onPath(String... names) {
        List<String> folders =
                List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** A Chromium with a profile of its own, which ends with the run. */
    private record Running(ChromeDriver driver, Path profile, Browser browser)
            implements AutoCloseable {
        static Running start() {
            try {
                Path profile = Files.createTempDirectory("chromium");
                ChromeOptions options = new ChromeOptions();
                options.setBinary(CHROMIUM.orElseThrow());
                options.addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile);
                LoggingPreferences logging = new LoggingPreferences();
                logging.enable(LogType.BROWSER, Level.WARNING);
                options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
                ChromeDriver driver =
                        new ChromeDriver(
                                new ChromeDriverService.Builder()
                                        .usingDriverExecutable(DRIVER.orElseThrow())
                                        .usingAnyFreePort()
                                        .build(),
                                options);
                driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
                driver.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(3));
                return new Running(driver, profile, new Browser(driver));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            driver.quit();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
