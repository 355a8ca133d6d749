package fcn.reports.plan;

import fcn.reports.page.Page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code plan.html}, one file that needs no other. */
public final class PlanReport {
    private PlanReport() {}

    public static void write(Path file, PlanPage page) throws IOException {
        Files.writeString(file, Page.html("plan.jte", page));
    }
}
